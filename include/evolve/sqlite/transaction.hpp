#pragma once

#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// A write transaction from BEGIN IMMEDIATE on; rolled back unless committed. Takes the lock at
/// once: a transaction that begins by reading may find that it can never write
/// (SQLITE_BUSY_SNAPSHOT).
class Transaction {
public:
    /// Waits for another writer as long as the connection's busy time-out, then fails as busy.
    explicit Transaction(Connection& connection, Where where = Where::current());
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    /// Rolls back what is still open.
    ~Transaction();

    /// Makes the work last. COMMIT itself waits for readers, as long as the busy time-out; a
    /// failure as busy leaves the transaction open, and commit() may be called again. After any
    /// other failure the database must be read back: SQLite can report an error for a commit that
    /// lasts (measured with an I/O fault behind the last frame of a WAL).
    void commit(Where where = Where::current());

    /// False once committed, and once SQLite has rolled back by itself: ON CONFLICT ROLLBACK, disk
    /// full, I/O error, interrupt. What is executed after that commits statement by statement.
    [[nodiscard]] bool still_open() const;

    /// Throws Failure unless still_open(): to be asked after every statement (pitfall D05).
    void require_open(Where where = Where::current()) const;

private:
    Connection* connection_;
    bool committed_ = false;
};

}  // namespace evolve::sqlite
