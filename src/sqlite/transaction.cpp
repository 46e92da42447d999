#include "evolve/sqlite/transaction.hpp"

#include <sqlite3.h>

#include "evolve/sqlite/failure.hpp"

namespace evolve::sqlite {

Transaction::Transaction(Connection& connection, Where where) : connection_(&connection) {
    connection.execute("BEGIN IMMEDIATE", where);
}

Transaction::~Transaction() {
    if (!still_open()) return;
    // A failure is swallowed: nothing can be done about it here. What was written stays uncommitted
    // behind the journal, and SQLite undoes it when the database is closed or next opened.
    sqlite3_exec(connection_->session().handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit(Where where) {
    connection_->execute("COMMIT", where);
    committed_ = true;
}

void Transaction::require_open(Where where) const {
    if (still_open()) return;
    throw Failure(SQLITE_ABORT, "the transaction has ended by itself", "", where);
}

bool Transaction::still_open() const { return !committed_ && connection_->in_transaction(); }

}  // namespace evolve::sqlite
