#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/common.hpp"
#include "evolve/model/history.hpp"

namespace evolve::cli {

/// What a command takes a schema from.
struct SchemaSource {
    std::string shown;  ///< as a person names it
    std::vector<SchemaObject> objects{};
    std::size_t skipped = 0;  ///< statements of a script that are about rows or settings
};

/// The objects of a database, of an SQL script (a name that ends in .sql) or of standard input (-).
/// A database is only read. Refuses what it cannot be.
SchemaSource read_source(const std::string& operand, const Arguments& arguments,
                         const Surroundings& surroundings);

/// The schema of those objects that no pattern excludes, without evolve's own.
Schema schema_of(const SchemaSource& source, const std::vector<Text>& ignore);

/// A schema that a command compares.
struct NamedSchema {
    std::string shown;
    Schema schema;
    std::size_t skipped = 0;
};

/// The schema of a file, of standard input, or of a version of the graph, where there is one.
NamedSchema named_schema(const std::string& operand, const Arguments& arguments,
                         const Surroundings& surroundings, const Loaded* loaded);

}  // namespace evolve::cli
