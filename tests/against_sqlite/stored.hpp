#pragma once

#include <stdexcept>

#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"

namespace evolve {

/// The schema of the database, without SQLite's own tables. Throws std::invalid_argument where it
/// is not read.
inline Schema stored_in(sqlite::Connection& connection) {
    const auto wanted = [](const SchemaObject& object) {
        return !object.name.view().starts_with("sqlite_");
    };
    auto schema = introspect::schema_of(introspect::read_objects(connection), wanted);
    if (!schema) throw std::invalid_argument(explain(schema.error()).wrong);
    return *schema;
}

}  // namespace evolve
