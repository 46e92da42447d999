#pragma once

#include "evolve/sqlite/where.hpp"

struct sqlite3;

namespace evolve::sqlite {

/// Sets a SQLITE_DBCONFIG_ switch to 0 or 1 and reads it back. A switch that this SQLite does not
/// have is a Failure: sqlite3_db_config itself would ignore it.
void configure(sqlite3* handle, int option, int wanted, Where where);

}  // namespace evolve::sqlite
