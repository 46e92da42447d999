#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/open_options.hpp"
#include "evolve/sqlite/patience.hpp"
#include "evolve/sqlite/where.hpp"

struct sqlite3;

namespace evolve::sqlite {

/// An open handle and what must keep its address as long: SQLite's callbacks and the statements
/// point here, so that a Connection can move. Every statement must be gone before its session.
class Session {
public:
    /// See Connection::open.
    Session(const std::string& path, const OpenOptions& options, Where where);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session();

    /// For the files of this folder.
    [[nodiscard]] sqlite3* handle() const { return handle_; }

    /// What the last call on this handle failed of. A lock not waited for because of an interrupt
    /// counts as interrupted, though SQLite calls it busy.
    [[nodiscard]] Failure failure(std::string_view sql, Where where) const;
    /// Whether OpenOptions::interrupted is set.
    [[nodiscard]] bool interrupted() const;

private:
    static int on_busy(void* session, int attempt) noexcept;
    static int on_progress(void* session) noexcept;

    /// A new round of waiting.
    [[nodiscard]] Patience patience() const { return {busy_timeout_, interrupted_}; }
    void listen();

    sqlite3* handle_ = nullptr;
    std::chrono::milliseconds busy_timeout_;
    const std::atomic<bool>* interrupted_;
    std::function<void()> heartbeat_;
    Patience round_;
};

}  // namespace evolve::sqlite
