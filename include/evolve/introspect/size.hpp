#pragma once

#include <cstdint>
#include <optional>

#include "evolve/base/identifier.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve::introspect {

// All throw sqlite::Failure.

/// The pages of the database.
std::uintmax_t bytes_of_database(sqlite::Connection& connection);

/// The pages of a table and of its indexes, each of which is looked at; nothing where this SQLite
/// was built without dbstat.
std::optional<std::uintmax_t> bytes_of_table(sqlite::Connection& connection,
                                             const Identifier& table);

/// The lengths of all values of a table, as an estimate of its size: every row is read.
std::uintmax_t length_of_values(sqlite::Connection& connection, const Identifier& table);

}  // namespace evolve::introspect
