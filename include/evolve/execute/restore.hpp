#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/execute/backup.hpp"
#include "evolve/execute/room.hpp"
#include "evolve/plan/report.hpp"
#include "evolve/sqlite/open_options.hpp"

namespace evolve {

struct RestoreOptions {
    sqlite::OpenOptions open{};             ///< but for `access`
    std::optional<BackupOptions> backup{};  ///< of what is replaced; nothing: none is made
    std::string version{};                  ///< of what is replaced, for the name of its backup
    FreeBytes free = free_bytes;
    sqlite::CopyProgress progress{};
};

/// Makes a database what a backup of it is, in one transaction of SQLite's, under the lock that
/// keeps other programs out, and holds it against the backup afterwards. Where nothing lies at the
/// path a new file comes there, whole. Whatever fails, and wherever a crash comes, the database is
/// the old one or the new one.
Result<Restoration, Explanation> restore(const std::string& backup, const std::string& database,
                                         const RestoreOptions& options);

}  // namespace evolve
