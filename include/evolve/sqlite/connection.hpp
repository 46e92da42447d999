#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "evolve/sqlite/open_options.hpp"
#include "evolve/sqlite/session.hpp"
#include "evolve/sqlite/statement.hpp"
#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// An open database, hardened against what its file may hold. Every function throws Failure. One
/// thread at a time; a moved-from connection can only be assigned to or destroyed.
class Connection {
public:
    /// Opens the absolute path that resolve() gave (on many builds a name that begins with `file:`
    /// is a URI). Reads no page: that the file is missing shows here, that it is not a database
    /// shows at the first statement. Closing leaves a -wal file that had content as it was, unless
    /// allow_checkpoint_on_close() was called.
    static Connection open(const std::string& path, const OpenOptions& options = {},
                           Where where = Where::current());
    /// A new, empty database that goes with the connection; `access`, `vfs` and
    /// `in_pieces` mean nothing here.
    static Connection memory(OpenOptions options = {}, Where where = Where::current());

    /// Compiles the one statement of `sql`; none, or a second one, is a Failure.
    [[nodiscard]] Statement prepare(std::string_view sql, Where where = Where::current());

    /// Runs each statement of `sql` to its end, passing over its rows. Stops at the first failure.
    void execute(std::string_view sql, Where where = Where::current());

    /// Sets a pragma and reads it back; one that did not take is a Failure, where SQLite is silent
    /// (a wrong name, foreign_keys in a transaction). Words go by their number: EXTRA is 3.
    void set_pragma(std::string_view name, std::int64_t value, Where where = Where::current());

    /// Whether a BEGIN is open: SQLite may have ended it by itself.
    [[nodiscard]] bool in_transaction() const;
    /// Whether the file cannot be written, whatever the access asked for.
    [[nodiscard]] bool is_read_only() const;
    /// Whether a statement has been stepped and not reset: ALTER TABLE beneath it would shift the
    /// columns that it returns.
    [[nodiscard]] bool has_open_statements() const;
    /// Rows that the last INSERT, UPDATE or DELETE wrote.
    [[nodiscard]] std::int64_t changes() const;
    /// Rows written since opening.
    [[nodiscard]] std::int64_t total_changes() const;
    /// The bytes of the file that the database main is, or would be.
    [[nodiscard]] std::string serialized(Where where = Where::current()) const;
    /// A number that is another one after every commit that wrote, and the same after a rollback.
    [[nodiscard]] std::uint32_t commits() const;
    /// As given to open(); empty in memory.
    [[nodiscard]] const std::string& path() const { return path_; }
    /// As given to open(), to open another connection like this one.
    [[nodiscard]] const OpenOptions& options() const { return options_; }

    /// From now on closing may copy the -wal file into the database: a migration has committed.
    void allow_checkpoint_on_close(Where where = Where::current());

    /// Throws what a running statement would where OpenOptions::interrupted is set: between
    /// statements nobody else looks.
    void stop_if_interrupted(Where where = Where::current());

    /// For the files of this folder.
    [[nodiscard]] Session& session() { return *session_; }

private:
    Connection(std::string path, OpenOptions options, std::unique_ptr<Session> session);

    std::string path_;
    OpenOptions options_;
    std::unique_ptr<Session> session_;
};

}  // namespace evolve::sqlite
