#pragma once

// Internal: what makes one table of a schema into the one of a wished schema.

#include <optional>

#include "evolve/model/table.hpp"
#include "evolve/step/add_column.hpp"
#include "evolve/step/alter_column.hpp"
#include "evolve/step/alter_table.hpp"

namespace evolve {

/// The addition of a column that the wished table has. Keys that no added column can have are left
/// to wished_rules().
AddColumn wished_addition(const Table& now, const Column& wished, Expression fill);

/// The step that gives the column its wished definition, but for keys; nothing where that changes
/// nothing.
std::optional<AlterColumn> wished_alteration(const Table& now, const Table& wished,
                                             const Identifier& column);

/// The step that gives the table its wished constraints and options. Columns that only the table
/// has keep their places and are in no key any more, so that they can be dropped.
std::optional<AlterTable> wished_rules(const Table& now, const Table& wished);

}  // namespace evolve
