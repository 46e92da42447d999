#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/base/result.hpp"

namespace evolve::sqlite {

/// What lies at a database's path, as far as it shows without SQLite.
struct DatabaseFile {
    std::string path;          ///< absolute; no symbolic link, `.` or `..` in it
    bool exists = false;       ///< if not, its directory does
    std::uintmax_t size = 0;   ///< bytes; an existing file of 0 bytes is a database without tables
    std::uintmax_t links = 0;  ///< hard links: above 1, journals of other names may belong to it
    bool has_journal = false;  ///< a rollback journal: of a crash, or of a writer at work
    std::uintmax_t wal_size = 0;  ///< bytes of the -wal file beside it

    friend bool operator==(const DatabaseFile&, const DatabaseFile&) = default;
};

/// Why a path cannot be that of a database.
struct FileProblem {
    enum class Kind {
        malformed_url,  ///< empty, with a NUL, or `sqlite://` without third slash and path
        not_reachable,  ///< no such directory, no permission, a link that leads nowhere or round
        directory,
        not_a_file,  ///< fifo, device, socket
    };
    Kind kind;
    std::string path;    ///< as far as it was resolved
    std::string reason;  ///< the operating system's words; empty where it said nothing

    friend bool operator==(const FileProblem&, const FileProblem&) = default;
};

/// Looks at a path, or a URL as SQLAlchemy writes it: `sqlite:///relative.db`,
/// `sqlite:////absolute.db`, `sqlite+driver:///relative.db?ignored`
/// (https://docs.sqlalchemy.org/en/20/core/engines.html#sqlite). Never opens the database: closing
/// it again would drop the locks that SQLite holds on it in this process
/// (https://sqlite.org/howtocorrupt.html, section 2.2), and a fifo would block.
Result<DatabaseFile, FileProblem> resolve(std::string_view path_or_url);

}  // namespace evolve::sqlite
