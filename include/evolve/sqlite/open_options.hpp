#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

namespace evolve::sqlite {

enum class Access {
    /// Statements that write fail as read_only. The handle itself may write: a READONLY one could
    /// not remove the -wal and -shm files that reading a WAL database makes, nor roll back a hot
    /// journal (https://sqlite.org/wal.html, "Read-Only Databases").
    read,
    write,   ///< the file must be there
    create,  ///< the file is made if it is missing; an empty one is a database without tables
};

struct OpenOptions {
    Access access = Access::read;
    /// The name under which a VFS is registered; empty: SQLite's default.
    std::string vfs = {};
    /// Whether files are read and written in large pieces: see pieces_vfs.hpp, which says when not.
    bool in_pieces = false;
    /// How long to wait for a lock, at each statement.
    std::chrono::milliseconds busy_timeout{5000};
    /// Once true, the running statement and every wait end as FailureKind::interrupted. May be set
    /// by a signal handler; must outlive the connection.
    const std::atomic<bool>* interrupted = nullptr;
    /// Called every now and then while a statement runs, some 1000 times a second. Must not use the
    /// connection, nor throw.
    std::function<void()> heartbeat = {};
};

}  // namespace evolve::sqlite
