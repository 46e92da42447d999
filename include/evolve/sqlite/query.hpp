#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// The first column of the first row, if there is a row.
std::optional<Value> query_value(Connection& connection, std::string_view sql,
                                 Where where = Where::current());

/// The first column of the first row, converted to an integer; no row is a Failure.
std::int64_t query_integer(Connection& connection, std::string_view sql,
                           Where where = Where::current());

}  // namespace evolve::sqlite
