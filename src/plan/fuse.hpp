#pragma once

// Internal: several steps that change one table are carried out as one change.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"
#include "evolve/step/table_change.hpp"

namespace evolve {

/// Steps of one table, by their places in a migration, that are carried out together, at the place
/// of the last one. Steps of its indexes and triggers among them, and
/// right before them, are members too.
struct TableGroup {
    explicit TableGroup(Table before) : change(std::move(before)) {}

    TableChange change;
    std::vector<std::size_t> members{};
};

/// The groups of the steps that are open. `before` has the schema before each step. A step that is
/// in no group is carried out by itself.
///
/// A group ends where what comes next may need the table as the group leaves it: a view or virtual
/// table that is made, a rename (SQLite then reads every definition), the drop of the table, a
/// step that computes from what the group computes, and one that gives the rows other keys: what is
/// kept has the keys of its own side, and returns to the same ones.
std::vector<TableGroup> fused(const std::vector<Step>& steps, const std::vector<bool>& done,
                              std::span<const Schema> before);

}  // namespace evolve
