#include "evolve/sqlite/read_transaction.hpp"

#include <sqlite3.h>

namespace evolve::sqlite {

ReadTransaction::ReadTransaction(Connection& connection, Where where) : connection_(connection) {
    connection_.execute("BEGIN", where);
    try {
        connection_.execute("SELECT 1 FROM main.sqlite_schema",
                            where);  // BEGIN alone reads nothing
    } catch (...) {
        connection_.execute("ROLLBACK", where);
        throw;
    }
}

ReadTransaction::~ReadTransaction() {
    // Nothing was written that a failure could lose.
    sqlite3_exec(connection_.session().handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace evolve::sqlite
