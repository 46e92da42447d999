#include "evolve/sqlite/session.hpp"

#include <sqlite3.h>

#include "evolve/base/invariant.hpp"
#include "evolve/sqlite/pieces_vfs.hpp"

namespace evolve::sqlite {

namespace {

/// Steps of SQLite's virtual machine between two looks at the flag: some 20 us.
constexpr int steps_between_looks = 1000;

/// NOFOLLOW because the path was resolved before: a link there now was put there since. NOMUTEX
/// because a connection belongs to one thread at a time.
int flags_for(Access access) {
    const int common =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    return access == Access::create ? common | SQLITE_OPEN_CREATE : common;
}

}  // namespace

Session::Session(const std::string& path, const OpenOptions& options, Where where)
    : busy_timeout_(options.busy_timeout),
      interrupted_(options.interrupted),
      heartbeat_(options.heartbeat),
      round_(patience()) {
    const std::string vfs = options.in_pieces ? vfs_in_pieces(options.vfs) : options.vfs;
    const char* const name = vfs.empty() ? nullptr : vfs.c_str();
    if (sqlite3_open_v2(path.c_str(), &handle_, flags_for(options.access), name) != SQLITE_OK) {
        Failure reason = failure("", where);
        sqlite3_close(handle_);
        throw reason;
    }
    listen();
}

Session::~Session() {
    const int code = sqlite3_close(handle_);
    EVOLVE_INVARIANT(code == SQLITE_OK);  // busy: a statement outlived its connection
}

void Session::listen() {
    sqlite3_busy_handler(handle_, &Session::on_busy, this);
    if (interrupted_ != nullptr || heartbeat_)
        sqlite3_progress_handler(handle_, steps_between_looks, &Session::on_progress, this);
}

int Session::on_busy(void* session, int attempt) noexcept {
    Session& self = *static_cast<Session*>(session);
    if (attempt == 0) self.round_ = self.patience();
    return self.round_.wait() ? 1 : 0;
}

int Session::on_progress(void* session) noexcept {
    const Session& self = *static_cast<const Session*>(session);
    if (self.heartbeat_) self.heartbeat_();
    return self.interrupted() ? 1 : 0;
}

bool Session::interrupted() const { return interrupted_ != nullptr && interrupted_->load(); }

Failure Session::failure(std::string_view sql, Where where) const {
    const int code = sqlite3_extended_errcode(handle_);
    if (kind_of(code) == FailureKind::busy && interrupted())
        return {SQLITE_INTERRUPT, sqlite3_errstr(SQLITE_INTERRUPT), std::string(sql), where};
    return {code, sqlite3_errmsg(handle_), std::string(sql), where};
}

}  // namespace evolve::sqlite
