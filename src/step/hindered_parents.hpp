#pragma once

// Internal: what a new foreign key does to statements that change its parent.

#include <algorithm>
#include <type_traits>
#include <variant>

#include "evolve/model/schema.hpp"

namespace evolve {

/// Whether UPDATEs of the parent fail that worked before: of several keys with ON CONFLICT REPLACE
/// SQLite 3.40 replaces no more than one where a child acts on updates ("UNIQUE constraint
/// failed").
inline bool hinders_replacing(const ForeignKeyTarget& target, const Schema& before) {
    const bool acts = target.on_update != ForeignKeyAction::unspecified &&
                      target.on_update != ForeignKeyAction::no_action;
    const auto parent = before.table(target.parent);
    if (!acts || !parent) return false;
    const Table& table = before.tables[*parent];
    const auto replaces = [](const auto& constraint) {
        return std::visit(
            []<class Rule>(const Rule& rule) {
                constexpr bool is_key =
                    std::is_same_v<Rule, PrimaryKey> || std::is_same_v<Rule, PrimaryKeyOf> ||
                    std::is_same_v<Rule, Unique> || std::is_same_v<Rule, UniqueOf>;
                if constexpr (is_key) return rule.on_conflict == OnConflict::replace;
                return false;
            },
            constraint.rule);
    };
    auto keys = std::ranges::count_if(table.constraints, replaces);
    for (const Column& column : table.columns)
        keys += std::ranges::count_if(column.constraints, replaces);
    return keys > 1;
}

/// Whether statements that change the parent fail for a new child of it, though that has no rows.
inline bool hinders_parent(const Table& child, const ForeignKeyTarget& target,
                           const Schema& before) {
    return fails_to_act(child, target) || hinders_replacing(target, before);
}

}  // namespace evolve
