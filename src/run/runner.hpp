#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/run/run.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "run/guard.hpp"

namespace evolve {

/// Runs the statements of one plan inside its transaction. Keeps in `at` what it is doing, in
/// words, for what is said if that fails. All throw sqlite::Failure.
class Runner {
public:
    Runner(sqlite::Connection& connection, const RunOptions& options,
           const sqlite::Transaction& transaction, const Guard& guard, std::string& at)
        : connection_(connection),
          options_(options),
          transaction_(transaction),
          guard_(guard),
          at_(at) {}

    /// What went wrong without SQLite noticing, or nothing.
    std::optional<RunError> carry_out(const PlannedMigration& migration, MigrationReceipt& receipt);

    void begin(std::string_view what) const;
    void pause(std::string_view sql) const;

private:
    void execute(const std::vector<std::string>& statements);
    std::optional<RunError> carry_out(const PlannedStep& step, const PlannedMigration& migration,
                                      MigrationReceipt& receipt);
    void copy(const PlannedStep& step);
    std::optional<Damaged> run_restricted(const PlannedStep& step, MigrationReceipt& receipt);
    std::optional<Damaged> carry_out(const Keep& keep, MigrationReceipt& receipt);
    [[nodiscard]] std::int64_t number(const std::string& query);
    [[nodiscard]] std::optional<std::int64_t> number_if_counted(const std::string& query);
    [[nodiscard]] RestoredRows count(const Restore& restore);
    std::optional<Damaged> carry_out(const Restore& restore, RestoredRows rows,
                                     MigrationReceipt& receipt);
    [[nodiscard]] Result<std::int64_t, Damaged> compared(const Restore& restore);
    void restore_rows(const Restore& restore);
    std::optional<RunError> change_rows(const PlannedStep& step, MigrationReceipt& receipt);

    sqlite::Connection& connection_;
    const RunOptions& options_;
    const sqlite::Transaction& transaction_;
    const Guard& guard_;
    std::string& at_;
};

}  // namespace evolve
