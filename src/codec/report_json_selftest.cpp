#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json mistake_json(const TriedMistake& mistake) {
    ordered_json json = {{"mistake", mistake.name}};
    if (!mistake.where.empty()) json["where"] = mistake.where;
    json["outcome"] = text_of(mistake.outcome);
    if (!mistake.law.empty()) json["law"] = mistake.law;
    if (mistake.outcome != TriedMistake::Outcome::never_made) json["states"] = mistake.states;
    return json;
}

}  // namespace

ordered_json json_of(const Selftest& selftest) {
    ordered_json mistakes = ordered_json::array();
    for (const TriedMistake& each : selftest.mistakes) mistakes.push_back(mistake_json(each));
    return {{"from", json_of(selftest.from)},
            {"to", selftest.to.text()},
            {"seed", selftest.seed},
            {"cases", selftest.cases},
            {"caught", selftest.count(TriedMistake::Outcome::caught)},
            {"missed", selftest.count(TriedMistake::Outcome::missed)},
            {"never_made", selftest.count(TriedMistake::Outcome::never_made)},
            {"mistakes", std::move(mistakes)},
            {"milliseconds", selftest.took.count()}};
}

}  // namespace evolve::codec
