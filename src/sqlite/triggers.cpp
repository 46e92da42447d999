#include "evolve/sqlite/triggers.hpp"

#include <sqlite3.h>

#include "evolve/sqlite/configure.hpp"

namespace evolve::sqlite {

TriggersCompiled::TriggersCompiled(Connection& connection, Where where) : connection_(connection) {
    sqlite3* const handle = connection_.session().handle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &before_);  // asks
    configure(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, where);
}

TriggersCompiled::~TriggersCompiled() {
    // Cannot fail: the switch is there, and setting it touches no file.
    sqlite3_db_config(connection_.session().handle(), SQLITE_DBCONFIG_ENABLE_TRIGGER, before_,
                      nullptr);
}

}  // namespace evolve::sqlite
