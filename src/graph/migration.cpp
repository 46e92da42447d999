#include "evolve/graph/migration.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace evolve {
namespace {

/// A foreign key of `after` whose parent is gone, although it was there before or the child is not
/// new. A table that is created may name a parent that never was, as real schemas do.
std::optional<Refusal> orphaned_reference(const Schema& before, const Schema& after) {
    for (const Table& child : after.tables) {
        const auto child_before = before.table(child.name);
        const auto keys_before =
            child_before ? foreign_keys(before.tables[*child_before]) : std::vector<ForeignKey>();
        for (const ForeignKey& key : foreign_keys(child)) {
            if (after.table(key.target.parent)) continue;
            if (before.table(key.target.parent))
                return Refusal{Why::table_in_use,
                               key.target.parent,
                               {},
                               concat("a foreign key of table ", child.name.view())};
            if (child_before && std::ranges::find(keys_before, key) == keys_before.end())
                return Refusal{Why::no_such_table, key.target.parent};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<Schema, StepRefused> applied(const Migration& migration, const Schema& before) {
    Schema schema = before;
    for (std::size_t i = 0; i < migration.steps.size(); ++i) {
        auto next = applied(migration.steps[i], std::move(schema));
        if (!next) return unexpected(StepRefused{migration.from, migration.to, i, next.error()});
        schema = std::move(*next);
    }
    if (auto refusal = orphaned_reference(before, schema)) {
        const std::size_t last = migration.steps.empty() ? 0 : migration.steps.size() - 1;
        return unexpected(StepRefused{migration.from, migration.to, last, std::move(*refusal)});
    }
    return schema;
}

std::vector<Step> inverse(const Migration& migration, const Schema& before) {
    std::vector<std::vector<Step>> undone;
    Schema schema = before;
    for (const Step& step : migration.steps) {
        undone.push_back(inverse(step, schema));
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    std::vector<Step> steps;
    for (auto& some : undone | std::views::reverse)
        std::ranges::move(some, std::back_inserter(steps));
    return steps;
}

StepClass class_in_migration(const Step& step, const Schema& before, const Schema& start) {
    return start.table(footprint(step, before).table) ? class_of(step, before)
                                                      : StepClass::additive;
}

StepClass class_of(const Migration& migration, const Schema& before) {
    StepClass lowest = StepClass::additive;
    Schema schema = before;
    for (const Step& step : migration.steps) {
        lowest = std::max(lowest, class_in_migration(step, schema, before));
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return lowest;
}

}  // namespace evolve
