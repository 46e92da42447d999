#pragma once

#include "evolve/model/table.hpp"
#include "evolve/plan/lineage.hpp"
#include "evolve/plan/plan.hpp"

namespace evolve {

/// Whether rows of the table have rowids that can be read.
bool has_rowid(const Table& table);

/// What the plan sets aside of the rows of that table as they are before it, or null: of a table
/// that no step before the one that keeps it writes or renames.
const Keep* kept_at_first(const Plan& plan, const Identifier& table);

/// What must not change of a table that is written, and how `kept` is read along with it.
Preserved preserved_of(const TableLine& line, const Table& before, const Table& after,
                       const Keep* kept);

}  // namespace evolve
