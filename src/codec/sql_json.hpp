#pragma once

// Internal: the body of a `sql` step.

#include <nlohmann/json_fwd.hpp>

#include "codec/json_cursor.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/sql.hpp"

namespace evolve::codec {

/// A text with several statements is read as one text each.
Sql read_sql(const JsonCursor& at);

nlohmann::ordered_json json_of(const Sql& step, ddl::Quoting quoting);

}  // namespace evolve::codec
