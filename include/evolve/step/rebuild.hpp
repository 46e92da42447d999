#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/table_change.hpp"

// A table is written anew where SQLite cannot change it in place: a new table is made beside it and
// filled, then it takes the place of the old one. The order is that of
// https://sqlite.org/lang_altertable.html#otheralter: to rename the old table away first would
// have children, views and triggers point at it for ever (pitfall A12).

namespace evolve {

struct Rebuild {
    Table before{};
    Table after{};                        ///< its name is that of `before`
    std::vector<ColumnSource> sources{};  ///< of each stored column of `after`
    std::string
        rowid{};  ///< SQL for the rowid of each row; empty: SQLite chooses, or a column says
    bool renumbered = false;  ///< rows get back rowids that the old table does not hold
    std::string joined{};     ///< what is joined to the old table, for the sources to read
    std::string order{};      ///< ORDER BY; empty: that of the old table
    std::int64_t number = 1;  ///< of the new table's name for the time being
};

/// As `change` alone needs it: each row keeps its rowid where there is one on both sides.
Rebuild rebuild_of(const TableChange& change, std::int64_t number);

/// The name of the new table until it takes the place of the old one.
Identifier scratch_name(std::int64_t number);

/// SQL for what the new row gets. NULL in what becomes the rowid would make a number of its own;
/// the empty text that stands for it is refused.
std::string copied_value(const ColumnSource& source, const Rebuild& rebuild);

/// CREATE TABLE and INSERT … SELECT: afterwards both tables are there. Columns are named on both
/// sides, never taken by their order (pitfall A07); a conflict clause of the table swallows no row
/// (A20).
std::vector<std::string> fill_scratch(const Rebuild& rebuild);

/// Gives the new table the AUTOINCREMENT counter of the old one, if both have one (A13).
std::vector<std::string> carry_counter(const Rebuild& rebuild);

/// Drops the old table and gives the new one its name. `others` says whether views, triggers or
/// children may name the table, which stand for the time being on nothing.
std::vector<std::string> take_place(const Rebuild& rebuild);

/// The indexes and triggers of the table, which went with the old one.
std::vector<std::string> make_dependants(const Schema& schema, const Identifier& table);

/// All of it, for a table of `after`, which is the schema afterwards.
std::vector<std::string> rebuild_statements(const TableChange& change, const Schema& after);

}  // namespace evolve
