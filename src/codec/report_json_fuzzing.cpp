#include <nlohmann/json.hpp>

#include "codec/report_json_parts.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

ordered_json find_json(const FuzzFind& find) {
    ordered_json json = {{"cause", find.cause},         {"snapshot", find.snapshot},
                         {"from", json_of(find.from)},  {"to", json_of(find.to)},
                         {"mutations", find.mutations}, {"address", find.address},
                         {"times", find.times}};
    if (find.counterexample) json["counterexample"] = json_of(*find.counterexample);
    if (!find.files.empty()) json["files"] = find.files;
    json["replay"] = find.replay;
    return json;
}

}  // namespace

ordered_json json_of(const Fuzzing& fuzzing) {
    ordered_json refused = ordered_json::array();
    for (const auto& [code, runs] : fuzzing.refused)
        refused.push_back({{"code", code}, {"runs", runs}});
    ordered_json finds = ordered_json::array();
    for (const FuzzFind& find : fuzzing.finds) finds.push_back(find_json(find));
    return {{"seed", fuzzing.seed},
            {"states", fuzzing.states},
            {"files", fuzzing.files},
            {"migrated", fuzzing.migrated},
            {"refused", std::move(refused)},
            {"migrations", fuzzing.migrations},
            {"of_migrations", fuzzing.of_migrations},
            {"finds", std::move(finds)},
            {"milliseconds", fuzzing.took.count()}};
}

}  // namespace evolve::codec
