#pragma once

#include <optional>
#include <string>
#include <utility>

#include "evolve/base/result.hpp"
#include "evolve/sqlite/backup.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/storage_failure.hpp"

namespace evolve {

/// Why there is no copy.
struct NoCopy {
    std::optional<StorageFailure> failure{};  ///< SQLite's
    std::string reason{};                     ///< where it is not SQLite's
};

/// A whole copy of a database under a name that says that it is none yet; removed with this unless
/// it was published.
class Copy {
public:
    /// Copies what `from` reads, which must be inside a read transaction, with its rowids, compares
    /// the copy with it row by row, and has the disk take it. The copy has owner, as far as that is
    /// permitted, and mode of the file `like`.
    static Result<Copy, NoCopy> make(sqlite::Connection& from, const std::string& path,
                                     const std::string& like, const sqlite::CopyProgress& progress);
    Copy(Copy&& other) noexcept : path_(std::exchange(other.path_, "")) {}
    Copy& operator=(Copy&&) = delete;
    ~Copy();

    /// Gives it its name, never that of a file which is there: 0, or why not, as in errno.
    [[nodiscard]] int publish(const std::string& path);

private:
    explicit Copy(std::string path) : path_(std::move(path)) {}

    std::string path_;
};

/// Makes the name of a file that was published last: 0, or why not, as in errno.
int sync_name(const std::string& path);

/// What errno means.
std::string system_words(int error);

}  // namespace evolve
