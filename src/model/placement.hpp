#pragma once

// Internal to the canonical form: where a rule has its one place.

#include <cstddef>
#include <optional>

#include "evolve/model/table.hpp"

namespace evolve::canon {

struct AtColumn {
    std::size_t column = 0;  ///< its position
    ColumnConstraint constraint;
};

/// The rule as one of a column, if it concerns one column of the table alone. A primary key that is
/// DESC stays at the table: only there is it the rowid.
std::optional<AtColumn> at_column(const TableConstraint& constraint, const Table& table);

/// Whether another rule of its kind stands behind the rule at that position: of several DEFAULT,
/// COLLATE or NOT NULL SQLite heeds the last.
bool is_overruled(const Column& column, std::size_t position);

}  // namespace evolve::canon
