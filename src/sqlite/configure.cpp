#include "evolve/sqlite/configure.hpp"

#include <sqlite3.h>

#include <string>

#include "evolve/sqlite/failure.hpp"

namespace evolve::sqlite {

void configure(sqlite3* handle, int option, int wanted, Where where) {
    int now = -1;
    sqlite3_db_config(handle, option, wanted, &now);
    if (now == wanted) return;
    throw Failure(SQLITE_ERROR,
                  "SQLite " + std::string(sqlite3_libversion()) + " does not have the switch " +
                      std::to_string(option) + " of sqlite3_db_config",
                  "", where);
}

}  // namespace evolve::sqlite
