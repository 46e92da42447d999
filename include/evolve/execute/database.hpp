#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "evolve/base/explanation.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/file.hpp"
#include "evolve/sqlite/open_options.hpp"
#include "evolve/sqlite/storage_failure.hpp"

namespace evolve {

/// Why a path was not even opened.
struct NoDatabase {
    enum class Fault : std::uint8_t {
        missing,
        directory,
        not_a_file,
        unreachable,
        malformed_url,
        several_hard_links,
        exists,  ///< where a new one was to be made
    };
    Fault fault{};
    std::string detail{};  ///< the operating system's words, where it said any

    friend bool operator==(const NoDatabase&, const NoDatabase&) = default;
};

Explanation explain(const NoDatabase& cause);

using OpenError = OneOf<NoDatabase, StorageFailure>;

/// A database file and the connection to it.
struct Database {
    sqlite::DatabaseFile file;
    sqlite::Connection connection;
};

/// Opens an existing database given as a path or URL. For writing, a file with several hard links
/// is refused: its journal would have another name under each (https://sqlite.org/howtocorrupt.html
/// section 2.5). Reads the first page, so that what is no database shows here.
Result<Database, OpenError> open_database(std::string_view path_or_url,
                                          const sqlite::OpenOptions& options);

/// Opens a new database: the path must be missing, or an empty file.
Result<Database, OpenError> open_new_database(std::string_view path_or_url,
                                              sqlite::OpenOptions options);

}  // namespace evolve
