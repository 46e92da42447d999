#include <algorithm>
#include <set>

#include "evolve/plan/evidence.hpp"

namespace evolve {
namespace {

std::string called(const Shard& shard) {
    return std::to_string(shard.number) + "/" + std::to_string(shard.of);
}

/// Why they are not all the shards of one proof, each once.
std::optional<std::string> misfit(const std::vector<Evidence>& shards) {
    if (shards.empty()) return "there are none";
    std::set<std::size_t> numbers;
    for (const Evidence& each : shards) {
        if (!each.shard || !shards.front().shard) return "one of them is no shard";
        if (each.shard->of != shards.front().shard->of)
            return called(*each.shard) + " and " + called(*shards.front().shard) +
                   " are of different proofs";
        if (auto other = first_difference(shards.front().inputs, each.inputs))
            return "shard " + called(*each.shard) + " is of another proof than " +
                   called(*shards.front().shard) + ": " + *other;
        if (each.seed != shards.front().seed) return "they have different seeds";
        if (!numbers.insert(each.shard->number).second)
            return "shard " + called(*each.shard) + " is there twice";
    }
    for (Shard shard{1, shards.front().shard->of}; shard.number <= shard.of; ++shard.number)
        if (!numbers.contains(shard.number)) return "shard " + called(shard) + " is missing";
    return std::nullopt;
}

void add(const LawTally& more, std::vector<LawTally>& laws) {
    const auto law = std::ranges::find(laws, more.law, &LawTally::law);
    if (law == laws.end()) {
        laws.push_back(more);
        return;
    }
    law->states += more.states;
    law->relevant += more.relevant;
    if (more.outcome != LawOutcome::kept) law->outcome = more.outcome;
}

void add(const ColumnCoverage& more, std::vector<ColumnCoverage>& columns) {
    const auto same = std::ranges::find_if(columns, [&](const ColumnCoverage& each) {
        return each.table == more.table && each.column == more.column;
    });
    if (same == columns.end()) {
        columns.push_back(more);
        return;
    }
    same->values += more.values;
    same->nulls += more.nulls;
    same->integers += more.integers;
    same->reals += more.reals;
    same->texts += more.texts;
    same->blobs += more.blobs;
    same->duplicates += more.duplicates;
    same->hazards += more.hazards;
}

void add(const Coverage& more, Coverage& coverage) {
    coverage.empty_tables += more.empty_tables;
    coverage.large_tables += more.large_tables;
    coverage.part_way += more.part_way;
    coverage.utf16 += more.utf16;
    for (const ColumnCoverage& column : more.columns) add(column, coverage.columns);
}

}  // namespace

Result<Evidence, std::string> merged(const std::vector<Evidence>& shards) {
    if (auto why = misfit(shards)) return unexpected(std::move(*why));
    std::vector<Evidence> ordered = shards;
    std::ranges::sort(ordered, {}, [](const Evidence& each) { return each.shard->number; });
    Evidence all = ordered.front();
    all.shard.reset();
    for (std::size_t i = 1; i < ordered.size(); ++i) {
        all.states += ordered[i].states;
        all.refused += ordered[i].refused;
        all.rows += ordered[i].rows;
        for (const LawTally& law : ordered[i].laws) add(law, all.laws);
        add(ordered[i].coverage, all.coverage);
    }
    return all;
}

}  // namespace evolve
