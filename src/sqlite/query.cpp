#include "evolve/sqlite/query.hpp"

#include <sqlite3.h>

namespace evolve::sqlite {

std::optional<Value> query_value(Connection& connection, std::string_view sql, Where where) {
    Statement statement = connection.prepare(sql, where);
    if (!statement.step(where)) return std::nullopt;
    return statement.value(0, where);
}

std::int64_t query_integer(Connection& connection, std::string_view sql, Where where) {
    Statement statement = connection.prepare(sql, where);
    if (!statement.step(where)) throw Failure(SQLITE_ERROR, "no row", std::string(sql), where);
    return statement.integer(0);
}

}  // namespace evolve::sqlite
