#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "evolve/ddl/writer.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/failure.hpp"
#include "support/sql.hpp"

// What SQLite says about a schema: the independent witness for the layers that never see SQLite.

namespace evolve::sqlite {

/// Why SQLite would not run it, or empty.
inline std::string refusal_of(Connection& connection, std::string_view sql) {
    try {
        connection.execute(sql);
        return {};
    } catch (const Failure& failure) {
        return failure.what();
    }
}

inline void create(Connection& connection, const Schema& schema) {
    for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
}

/// The schema that sqlite_schema holds, as its texts parse.
inline Schema read_back(Connection& connection) {
    Schema result;
    Statement rows = connection.prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' ORDER BY "
        "rowid");
    while (rows.step()) {
        const std::string sql(rows.text(0));
        ddl::add(result, parsed(ddl::parse_definition(sql), sql));
    }
    return result;
}

}  // namespace evolve::sqlite
