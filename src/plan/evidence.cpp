#include "evolve/plan/evidence.hpp"

#include <algorithm>
#include <utility>

#include "evolve/graph/arrow.hpp"
#include "evolve/model/sha256.hpp"

namespace evolve {

std::string digest(const EvidenceInputs& inputs) {
    std::string text;
    for (const std::string& line :
         {std::string(text_of(inputs.from)), std::string(inputs.to.text()), inputs.migration,
          std::string(inputs.schema.text()), std::to_string(inputs.laws),
          std::to_string(inputs.generators), inputs.evolve, inputs.sqlite})
        text += line + "\n";
    return sha256(text);
}

std::optional<std::string> first_difference(const EvidenceInputs& needed,
                                            const EvidenceInputs& recorded) {
    const auto numbers = [](const char* what, int then, int now) {
        return std::string(what) + " have number " + std::to_string(now) + " now, and had " +
               std::to_string(then);
    };
    const auto made_with = [](const char* what, const std::string& then, const std::string& now) {
        return "it was made with " + std::string(what) + " " + then + ", and this is " + now;
    };
    if (recorded.from != needed.from || recorded.to != needed.to)
        return "it is of another migration: " + arrow(recorded.from, recorded.to);
    if (recorded.schema != needed.schema) return "the schema before the migration is another since";
    if (recorded.migration != needed.migration) return "the migration was edited since";
    if (recorded.laws != needed.laws) return numbers("the laws", recorded.laws, needed.laws);
    if (recorded.generators != needed.generators)
        return numbers("the generators", recorded.generators, needed.generators);
    if (recorded.evolve != needed.evolve)
        return made_with("evolve", recorded.evolve, needed.evolve);
    if (recorded.sqlite != needed.sqlite)
        return made_with("SQLite", recorded.sqlite, needed.sqlite);
    return std::nullopt;
}

Evidence evidence_of(const Proof& proof, EvidenceInputs inputs) {
    return {.inputs = std::move(inputs),
            .seed = proof.seed,
            .states = proof.states,
            .refused = proof.refused,
            .rows = proof.rows,
            .laws = proof.laws,
            .coverage = proof.coverage};
}

std::optional<std::string> insufficiency(const Evidence& evidence, const EvidenceInputs& needed,
                                         std::size_t cases) {
    if (auto difference = first_difference(needed, evidence.inputs)) return difference;
    if (evidence.shard)
        return "it is shard " + std::to_string(evidence.shard->number) + " of " +
               std::to_string(evidence.shard->of) + " alone";
    if (evidence.laws.empty()) return "it names no law";
    for (const LawTally& law : evidence.laws) {
        if (law.outcome == LawOutcome::not_applicable) continue;
        if (law.outcome != LawOutcome::kept) return "law " + law.law + " was not kept";
        if (const std::size_t asked = states_asked_of(law.law, cases); law.states < asked)
            return "law " + law.law + " was checked in " + std::to_string(law.states) +
                   " states, and " + std::to_string(asked) + " are asked for";
    }
    return std::nullopt;
}

}  // namespace evolve
