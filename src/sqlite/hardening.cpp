#include "evolve/sqlite/hardening.hpp"

#include <sqlite3.h>

#include "evolve/sqlite/configure.hpp"

namespace evolve::sqlite {

void harden(sqlite3* handle, Where where) {
    configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, where);
    configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, where);
    configure(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, where);
    configure(handle, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, where);  // takes pointers from SQL
    configure(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, where);
    // Real schemas hold DEFAULT "" and views with "text", and some builds have these off.
    configure(handle, SQLITE_DBCONFIG_DQS_DDL, 1, where);
    configure(handle, SQLITE_DBCONFIG_DQS_DML, 1, where);
    // Sizes of values and of SQL keep SQLite's own maximum, since real data goes up to it.
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
}

}  // namespace evolve::sqlite
