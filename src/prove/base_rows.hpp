#pragma once

// Internal: rows that the tables of a schema take.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// A database in memory with the tables of the old version.
sqlite::Connection database_before(const Subject& subject);

/// Whether the table takes the row into what the database holds.
bool takes(sqlite::Connection& connection, const Subject& subject, const RowsOf& rows,
           const std::vector<Value>& row);

/// A state of the old version with so many rows in each table, as far as the generator finds rows
/// that the tables take.
State base_rows(const Subject& subject, std::size_t rows, std::uint64_t seed);

}  // namespace evolve
