#pragma once

#include <string_view>

namespace evolve::ddl {

/// Whether the definition of a table begins as SQLite stores it, "CREATE TABLE " and its name. Only
/// a hand that writes to sqlite_schema makes another one ("CREATE TABLE IF NOT EXISTS t"). There
/// ADD COLUMN goes wrong: it takes the name to be the 14th byte (sqlite3EndTable in build.c).
bool is_written_by_sqlite(std::string_view definition);

}  // namespace evolve::ddl
