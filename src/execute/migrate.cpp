#include "evolve/execute/migrate.hpp"

#include <filesystem>
#include <optional>
#include <utility>

#include "evolve/execute/history.hpp"
#include "evolve/introspect/size.hpp"
#include "evolve/run/present.hpp"

namespace evolve {
namespace {

/// How often a plan is made anew because another connection changed the database meanwhile.
constexpr int most_attempts = 3;

std::string directory_of(const Database& database) {
    return std::filesystem::path(database.file.path).parent_path().string();
}

/// What has to be there before rows move: room on the disk, and a backup.
Result<Done, Explanation> prepare(Database& database, const Plan& plan,
                                  const MigrateOptions& options,
                                  std::optional<BackupFile>& backup) {
    if (tables_written(plan).empty()) return Done();
    std::vector<RoomNeeded> needed{{directory_of(database), most_room(database.connection)}};
    if (options.backup)
        needed.push_back({backup_directory(database, *options.backup),
                          introspect::bytes_of_database(database.connection)});
    if (lacking(needed, options.free)) {
        needed.front().bytes = room_for(database.connection, plan);
        if (const auto room = lacking(needed, options.free)) return unexpected(explain(*room));
    }
    if (!options.backup) return Done();
    auto made = back_up(database, text_of(plan.from), *options.backup);
    if (!made) return unexpected(made.error());
    backup.emplace(std::move(*made));
    return Done();
}

bool disk_failed(const RunError& error) {
    const auto* stopped = error.get<Stopped>();
    return stopped != nullptr && (stopped->failure.kind == sqlite::FailureKind::io ||
                                  stopped->failure.kind == sqlite::FailureKind::corrupt);
}

/// The error, with how much to free where the disk ran full.
RunError advised(RunError error, Database& database, const Plan& plan, const FreeBytes& free) {
    const auto* stopped = error.get<Stopped>();
    if (stopped == nullptr || stopped->failure.kind != sqlite::FailureKind::full) return error;
    Stopped more = *stopped;
    try {
        const RoomNeeded needed{directory_of(database), room_for(database.connection, plan)};
        more.next = explain(ran_full(needed, free)).next;
    } catch (const sqlite::Failure&) {
        // It is so full that nothing can be read either: the failure tells enough by itself.
    }
    return more;
}

Result<Receipt, MigrateError> attempt(Database& database, const Managed& managed,
                                      const Planner& planner, const MigrateOptions& options) {
    const auto present = read_present(database.connection, managed);
    if (!present) return unexpected(MigrateError(present.error()));
    const auto plan = planner(*present);
    if (!plan) return unexpected(MigrateError(plan.error()));
    if (is_empty(plan->plan())) return Receipt{plan->plan(), {}};

    std::optional<BackupFile> backup;
    RunOptions run_options{.check_all = options.check_all,
                           .on_step = options.on_step,
                           .before_statement = options.before_statement};
    run_options.before_change = [&] { return prepare(database, plan->plan(), options, backup); };
    if (options.history)
        run_options.record = [&](sqlite::Connection& connection, const Receipt& receipt) {
            record(connection, receipt, plan->grounds());
        };
    auto receipt = run(database.connection, plan->plan(), managed, run_options);
    if (backup && (receipt || disk_failed(receipt.error()))) {
        std::string path = backup->keep();
        if (receipt) receipt->backup = std::move(path);
    }
    if (!receipt)
        return unexpected(MigrateError(
            advised(std::move(receipt.error()), database, plan->plan(), options.free)));
    return std::move(*receipt);
}

}  // namespace

Result<Receipt, MigrateError> migrate(Database& database, const Managed& managed,
                                      const Planner& planner, const MigrateOptions& options) {
    try {
        for (int left = most_attempts; true; --left) {
            auto receipt = attempt(database, managed, planner, options);
            const bool changed = !receipt && receipt.error().get<ChangedMeanwhile>() != nullptr;
            if (!changed || left == 1) return receipt;
        }
    } catch (const sqlite::Failure& failure) {
        return unexpected(MigrateError(StorageFailure(failure)));
    }
}

}  // namespace evolve
