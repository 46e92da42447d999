#include "evolve/execute/create.hpp"

#include <filesystem>
#include <utility>

namespace evolve {
namespace {

/// The file and what SQLite put beside it. Errors are of no interest: nothing depends on them.
void remove_files(const std::string& path) {
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"})
        std::filesystem::remove(path + suffix, ignored);
}

}  // namespace

Result<Receipt, MigrateError> create_installation(Database database, const Managed& managed,
                                                  const ProvedPlan& plan,
                                                  const MigrateOptions& options) {
    const sqlite::DatabaseFile file = database.file;
    auto receipt = [&] {
        Database used = std::move(database);  // closed before its file is removed
        return migrate(used, managed, [&](const Present&) { return plan; }, options);
    }();
    if (!receipt && !file.exists) remove_files(file.path);
    return receipt;
}

}  // namespace evolve
