#include "evolve/sqlite/failure.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace evolve::sqlite {

namespace {

/// The low byte of an extended code.
FailureKind kind_of_primary(int code) {
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:  // gave up after many tries to lock the -shm file
            return FailureKind::busy;
        case SQLITE_CANTOPEN: return FailureKind::cannot_open;
        case SQLITE_NOTADB: return FailureKind::not_a_database;
        case SQLITE_CORRUPT: return FailureKind::corrupt;
        case SQLITE_READONLY: return FailureKind::read_only;
        case SQLITE_FULL: return FailureKind::full;
        case SQLITE_IOERR:
        case SQLITE_NOLFS: return FailureKind::io;
        case SQLITE_NOMEM: return FailureKind::out_of_memory;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:  // a rowid that is no integer
            return FailureKind::constraint;
        case SQLITE_INTERRUPT: return FailureKind::interrupted;
        case SQLITE_TOOBIG: return FailureKind::limit;
        case SQLITE_AUTH:
        case SQLITE_PERM: return FailureKind::denied;
        default: return FailureKind::error;
    }
}

/// What SQLite's functions say of a value that they cannot take, for which there is no code.
constexpr std::array<std::string_view, 4> complaints_of_values = {
    "integer overflow", "malformed JSON", "JSON cannot hold BLOB values",
    "LIKE or GLOB pattern too complex"};

}  // namespace

FailureKind kind_of(int extended_code) {
    if (extended_code == SQLITE_IOERR_NOMEM) return FailureKind::out_of_memory;
    return kind_of_primary(extended_code & 0xff);
}

Failure::Failure(int extended_code, std::string message, std::string sql, Where where)
    : extended_code_(extended_code),
      message_(std::move(message)),
      sql_(std::move(sql)),
      where_(where) {}

FailureKind Failure::kind() const noexcept {
    const FailureKind kind = kind_of(extended_code_);
    const bool of_a_value =
        kind == FailureKind::error &&
        std::ranges::find(complaints_of_values, message_) != complaints_of_values.end();
    return of_a_value ? FailureKind::constraint : kind;
}

}  // namespace evolve::sqlite
