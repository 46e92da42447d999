#pragma once

#include <cstdint>
#include <functional>

#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/where.hpp"

struct sqlite3_backup;

namespace evolve::sqlite {

/// Called after each step of a copy with the pages that are copied, of all.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t of)>;

/// Replaces all that a database holds by a copy of another one, page by page and in one transaction
/// (https://sqlite.org/c3ref/backup_finish.html). Rowids, free pages and settings of the file come
/// along, which VACUUM does not promise (pitfall I05). Until it is gone neither connection may be
/// used for anything else that writes. All throw Failure.
class Backup {
public:
    /// `from` must not be writing: a database that this process is writing is read through a
    /// connection of its own. Hold a read transaction on it, or a foreign commit starts the copy
    /// anew. `to` must not be inside a transaction. Both must outlive this.
    Backup(Connection& from, Connection& to, Where where = Where::current());
    Backup(const Backup&) = delete;
    Backup& operator=(const Backup&) = delete;
    /// Rolls `to` back unless finish() has returned.
    ~Backup();

    /// Takes the lock of the target: its other connections neither write nor, without WAL, read.
    /// Waits as long as the busy time-out.
    void lock(Where where = Where::current());

    /// Copies and commits, in steps between which an interrupt of either connection is seen.
    void finish(const CopyProgress& progress = {}, Where where = Where::current());

private:
    /// Whether pages are left.
    bool step(int pages, Where where);

    Connection& from_;
    Connection& to_;
    sqlite3_backup* handle_;
};

}  // namespace evolve::sqlite
