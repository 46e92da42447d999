#pragma once

#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

// Both throw sqlite::Failure.

/// Makes an empty database like the source: the settings of its file, and the objects in their own
/// words.
void copy_schema(sqlite::Connection& source, sqlite::Connection& target,
                 const std::vector<SchemaObject>& objects);

/// The counters of AUTOINCREMENT become those of the source.
void copy_counters(sqlite::Connection& source, sqlite::Connection& target);

}  // namespace evolve
