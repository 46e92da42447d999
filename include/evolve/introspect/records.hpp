#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve::introspect {

// What evolve itself writes into a database. All throw sqlite::Failure, also where a table of that
// name is none of evolve's. `objects` are those of the database.

/// The rows of evolve_history, oldest first; none where there is no such table.
std::vector<HistoryRow> read_history(sqlite::Connection& connection,
                                     const std::vector<SchemaObject>& objects);

/// A row of evolve_history with what decisions do not need.
struct HistoryEntry {
    std::string_view from;
    std::string_view to;
    Direction direction = Direction::up;
    std::string_view migration;    ///< digest; empty: none was run
    std::string_view fingerprint;  ///< of the schema that it led to
    std::string_view evidence;     ///< digest, or why it ran without
    std::string_view evolve_version;
    std::int64_t milliseconds = 0;
};

/// Makes the table if it is not there.
void write_history(sqlite::Connection& connection, const HistoryEntry& entry);

/// The catalogue of complements, oldest first.
std::vector<KeptTable> read_kept(sqlite::Connection& connection,
                                 const std::vector<SchemaObject>& objects);

/// The least number above that of every evolve_kept_N and evolve_new_N, catalogued or left behind.
std::int64_t next_kept_number(const std::vector<SchemaObject>& objects,
                              const std::vector<KeptTable>& kept);

}  // namespace evolve::introspect
