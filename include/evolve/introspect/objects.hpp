#pragma once

#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve::introspect {

/// Every row of sqlite_schema, in the order in which the objects were made. Throws
/// sqlite::Failure.
std::vector<SchemaObject> read_objects(sqlite::Connection& connection);

}  // namespace evolve::introspect
