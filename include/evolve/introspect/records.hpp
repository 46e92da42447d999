#pragma once

#include <cstdint>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve::introspect {

// What evolve itself wrote into a database. All throw sqlite::Failure, also where a table of that
// name is none of evolve's. `objects` are those of the database.

/// The rows of evolve_history, oldest first; none where there is no such table.
std::vector<HistoryRow> read_history(sqlite::Connection& connection,
                                     const std::vector<SchemaObject>& objects);

/// The catalogue of complements, oldest first.
std::vector<KeptTable> read_kept(sqlite::Connection& connection,
                                 const std::vector<SchemaObject>& objects);

/// The least number above that of every evolve_kept_N and evolve_new_N, catalogued or left behind.
std::int64_t next_kept_number(const std::vector<SchemaObject>& objects);

}  // namespace evolve::introspect
