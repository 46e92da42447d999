#include "evolve/sqlite/connection.hpp"

#include <sqlite3.h>

#include <utility>

#include "evolve/sqlite/hardening.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/trust.hpp"
#include "evolve/sqlite/wal.hpp"

namespace evolve::sqlite {

namespace {

std::unique_ptr<Session> open_session(const std::string& path, const OpenOptions& options,
                                      Where where) {
    auto session = std::make_unique<Session>(path, options, where);
    harden(session->handle(), where);
    return session;
}

}  // namespace

Connection::Connection(std::string path, OpenOptions options, std::unique_ptr<Session> session)
    : path_(std::move(path)), options_(std::move(options)), session_(std::move(session)) {}

Connection Connection::open(const std::string& path, const OpenOptions& options, Where where) {
    Connection connection(path, options, open_session(path, options, where));
    // With no frames of others in it, a closing checkpoint copies nothing and removes the -wal and
    // -shm files that our own reading makes.
    sqlite3* const handle = connection.session_->handle();
    if (has_wal_content(handle)) set_wal_on_close(handle, WalOnClose::keep, where);
    connection.set_pragma("cell_size_check", 1, where);
    connection.execute("PRAGMA mmap_size=0", where);  // answers nothing where the VFS has no mmap
    if (options.access == Access::read) connection.set_pragma("query_only", 1, where);
    return connection;
}

Connection Connection::memory(OpenOptions options, Where where) {
    options.access = Access::create;
    options.vfs.clear();
    options.in_pieces = false;
    auto session = open_session(":memory:", options, where);
    Connection connection("", std::move(options), std::move(session));
    trust_functions(connection, where);  // nothing of anyone's is in it
    stand_in_for_collations(connection, where);
    return connection;
}

Statement Connection::prepare(std::string_view sql, Where where) {
    std::string_view rest = sql;
    Statement statement = Statement::compile_first(*session_, rest, where);
    if (!statement.exists())
        throw Failure(SQLITE_ERROR, "no statement in SQL text", std::string(sql), where);
    while (!rest.empty())
        if (Statement::compile_first(*session_, rest, where).exists())
            throw Failure(SQLITE_ERROR, "more than one statement", std::string(sql), where);
    return statement;
}

void Connection::execute(std::string_view sql, Where where) {
    while (!sql.empty()) {
        Statement statement = Statement::compile_first(*session_, sql, where);
        while (statement.exists() && statement.step(where)) {}
    }
}

void Connection::set_pragma(std::string_view name, std::int64_t value, Where where) {
    const std::string pragma = "PRAGMA " + std::string(name);
    const std::string setting = pragma + "=" + std::to_string(value);
    execute(setting, where);
    if (query_value(*this, pragma, where) == Value(value)) return;
    throw Failure(SQLITE_ERROR, setting + " had no effect", setting, where);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(session_->handle()) == 0; }

bool Connection::is_read_only() const {
    return sqlite3_db_readonly(session_->handle(), "main") == 1;
}

bool Connection::has_open_statements() const {
    sqlite3* const handle = session_->handle();
    sqlite3_stmt* statement = sqlite3_next_stmt(handle, nullptr);
    while (statement != nullptr && sqlite3_stmt_busy(statement) == 0)
        statement = sqlite3_next_stmt(handle, statement);
    return statement != nullptr;
}

std::int64_t Connection::changes() const { return sqlite3_changes64(session_->handle()); }

std::string Connection::serialized(Where where) const {
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
        sqlite3_serialize(session_->handle(), "main", &size, 0), sqlite3_free);
    if (bytes == nullptr) throw Failure(SQLITE_NOMEM, "the database cannot be copied", "", where);
    return {reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size)};
}

std::int64_t Connection::total_changes() const {
    return sqlite3_total_changes64(session_->handle());
}

std::uint32_t Connection::commits() const {
    std::uint32_t version = 0;
    sqlite3_file_control(session_->handle(), "main", SQLITE_FCNTL_DATA_VERSION, &version);
    return version;
}

void Connection::allow_checkpoint_on_close(Where where) {
    set_wal_on_close(session_->handle(), WalOnClose::checkpoint, where);
}

void Connection::stop_if_interrupted(Where where) {
    if (session_->interrupted())
        throw Failure(SQLITE_INTERRUPT, sqlite3_errstr(SQLITE_INTERRUPT), "", where);
}

}  // namespace evolve::sqlite
