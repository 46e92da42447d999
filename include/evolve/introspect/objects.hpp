#pragma once

#include <vector>

#include "evolve/model/history.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve::introspect {

/// The rows of sqlite_schema in the order in which the objects were made, but for the shadow tables
/// of virtual tables, which belong to their modules. Throws sqlite::Failure.
std::vector<SchemaObject> read_objects(sqlite::Connection& connection);

/// The temporary objects of the connection: nobody else sees them. Throws sqlite::Failure.
std::vector<SchemaObject> read_temporary_objects(sqlite::Connection& connection);

}  // namespace evolve::introspect
