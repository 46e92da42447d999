#pragma once

#include <exception>
#include <string>

#include "evolve/sqlite/where.hpp"

namespace evolve::sqlite {

/// What went wrong, as coarse as the exit codes and the advice that follow from it.
enum class FailureKind {
    busy,            ///< another connection holds a lock, and went on holding it
    cannot_open,     ///< no such file, no permission, or not a file
    not_a_database,  ///< some other file, or an encrypted one
    corrupt,         ///< a database whose pages or schema contradict each other
    read_only,       ///< the file, its directory, or this connection (Access::read)
    full,            ///< the disk, or max_page_count
    io,              ///< the operating system failed
    out_of_memory,
    constraint,   ///< rows that contradict the schema, or of which it cannot compute a value
    interrupted,  ///< OpenOptions::interrupted was set
    limit,        ///< too large for SQLite, or for a limit we set
    denied,       ///< an authorizer said no
    error,        ///< all else: above all, SQL that does not compile
};

/// The kind that an extended result code belongs to (https://sqlite.org/rescode.html). Codes of a
/// later SQLite count by their low byte, which SQLite promises to keep.
FailureKind kind_of(int extended_code);

/// SQLite said no. Stays inside the SQLite layers: their public doors turn it into a cause.
class Failure : public std::exception {
public:
    /// `sql` is the text that failed, empty where there is none; `where` is who asked for it.
    Failure(int extended_code, std::string message, std::string sql, Where where);

    [[nodiscard]] FailureKind kind() const noexcept;
    [[nodiscard]] int extended_code() const noexcept { return extended_code_; }
    /// SQLite's own message. May hold bytes of a hostile schema: escape before printing.
    [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }
    [[nodiscard]] const std::string& sql() const noexcept { return sql_; }
    [[nodiscard]] const Where& where() const noexcept { return where_; }

private:
    int extended_code_;
    std::string message_;
    std::string sql_;
    Where where_;
};

}  // namespace evolve::sqlite
