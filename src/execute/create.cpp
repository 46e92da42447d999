#include "evolve/execute/create.hpp"

#include <filesystem>
#include <utility>

namespace evolve {
namespace {

/// Whether another program is at the file, which is then no more ours alone.
bool is_shared(const MigrateError& error) {
    const auto* stopped = error.get<Stopped>();
    const auto* storage = error.get<StorageFailure>();
    return error.get<ChangedMeanwhile>() != nullptr ||
           (stopped != nullptr && stopped->failure.kind == sqlite::FailureKind::busy) ||
           (storage != nullptr && storage->kind == sqlite::FailureKind::busy);
}

/// Errors are of no interest: nothing depends on the file. What is not empty is no failure of ours.
void remove_empty(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::file_size(path, ignored) == 0) std::filesystem::remove(path, ignored);
}

}  // namespace

Result<Receipt, MigrateError> create_installation(Database database, const Managed& managed,
                                                  const Planner& planner,
                                                  const MigrateOptions& options) {
    const sqlite::DatabaseFile file = database.file;
    auto receipt = [&] {
        Database used = std::move(database);  // closed before its file is removed
        return migrate(used, managed, planner, options);
    }();
    if (!receipt && !file.exists && !is_shared(receipt.error())) remove_empty(file.path);
    return receipt;
}

}  // namespace evolve
