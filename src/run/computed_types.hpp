#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "evolve/model/schema.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

// SQLite computes a STORED column of a STRICT table without a look at its type: whoever writes a
// row of another type is not told, and only its checks object ("non-INT value in t.c").

namespace evolve {

/// Whether the line of a check is such an objection to a generated column of the schema.
bool is_computed_type(const Schema& schema, std::string_view line);

/// The rows of which such a line speaks, as rows that contradict the type; nothing where it speaks
/// of something else. Throws sqlite::Failure.
std::optional<RowsContradict> rows_of_another_type(sqlite::Connection& connection,
                                                   const Schema& schema, std::string_view line);

}  // namespace evolve
