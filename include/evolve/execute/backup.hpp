#pragma once

#include <ctime>
#include <string>
#include <string_view>
#include <utility>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/execute/database.hpp"
#include "evolve/sqlite/backup.hpp"

namespace evolve {

struct BackupOptions {
    std::string directory{};  ///< empty: that of the database
    sqlite::CopyProgress progress{};
    std::time_t time = 0;  ///< for its name; 0: now
};

/// A backup of a state that is about to change. Removed with this unless kept: of a database that
/// did not change after all it would be one copy too many.
class BackupFile {
public:
    explicit BackupFile(std::string path) : path_(std::move(path)) {}
    BackupFile(BackupFile&& other) noexcept : path_(std::exchange(other.path_, "")) {}
    BackupFile& operator=(BackupFile&&) = delete;
    ~BackupFile();

    [[nodiscard]] const std::string& path() const { return path_; }
    /// Leaves it where it is, and says where.
    std::string keep() { return std::exchange(path_, ""); }

private:
    std::string path_;
};

/// Where backups of the database go.
std::string backup_directory(const Database& database, const BackupOptions& options);

/// Copies the last committed state into a new file, beside what the database's own connection is
/// about to write: `app.db.0008-gpu-info.20261124T101502Z.backup`, without the version where
/// `version` is empty. It is whole, compared with the database, and on the disk, or not there.
Result<BackupFile, Explanation> back_up(const Database& database, std::string_view version,
                                        const BackupOptions& options = {});

}  // namespace evolve
