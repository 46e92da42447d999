#include "evolve/run/run.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "evolve/run/digest.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "run/guard.hpp"

namespace evolve {
namespace {

constexpr std::int64_t synchronous_extra = 3;

/// Settings that a transaction cannot change, or must not depend on (DESIGN sections 6.4 and 7).
/// The connection is evolve's own, so nothing needs to be put back.
void prepare(sqlite::Connection& connection) {
    connection.set_pragma("foreign_keys", 0);  // else DROP TABLE would empty children (A01)
    connection.set_pragma("legacy_alter_table", 0);
    connection.set_pragma("ignore_check_constraints", 0);
    connection.set_pragma("synchronous", synchronous_extra);
}

/// Runs the statements of one plan. Keeps in `at` what it is doing, in words, for what is said if
/// that fails.
class Runner {
public:
    Runner(sqlite::Connection& connection, const RunOptions& options,
           const sqlite::Transaction& transaction, std::string& at)
        : connection_(connection), options_(options), transaction_(transaction), at_(at) {}

    /// What went wrong without SQLite noticing, or nothing.
    std::optional<Damaged> carry_out(const PlannedMigration& migration, MigrationReceipt& receipt) {
        for (const Keep& keep : migration.keeps)
            if (auto damage = carry_out(keep, receipt)) return damage;
        for (const PlannedStep& step : migration.steps) {
            at_ = step.wording.done;
            for (const std::string& sql : step.statements) execute(sql);
        }
        for (const Restore& restore : migration.restores)
            if (auto damage = carry_out(restore, receipt)) return damage;
        at_.clear();
        return std::nullopt;
    }

    void pause(std::string_view sql) const {
        if (options_.before_statement) options_.before_statement(sql);
    }

private:
    void execute(const std::string& sql) {
        pause(sql);
        connection_.execute(sql);
        transaction_.require_open();
    }

    std::optional<Damaged> carry_out(const Keep& keep, MigrationReceipt& receipt) {
        at_ = "Set aside values of table '" + std::string(keep.source.view()) + "'";
        for (const std::string& sql : keep.statements) execute(sql);
        const RowsDigest copy = digest_rows(connection_, keep.copy);
        if (copy != digest_rows(connection_, keep.original))
            return Damaged{"what was set aside of table " + std::string(keep.source.view()) +
                           " would not be what was there"};
        receipt.kept.push_back({keep.source, keep.columns, keep.number, copy.rows});
        return std::nullopt;
    }

    std::optional<Damaged> carry_out(const Restore& restore, MigrationReceipt& receipt) {
        at_ = "Restored values of table '" + std::string(restore.source.view()) + "'";
        RestoredRows rows{restore.source, restore.columns};
        if (!restore.whole_table) {
            rows.came_later = sqlite::query_integer(connection_, restore.came_later);
            rows.gone = sqlite::query_integer(connection_, restore.gone);
        }
        // What is restored was there before, whatever the CHECKs say of it.
        connection_.set_pragma("ignore_check_constraints", 1);
        for (const std::string& sql : restore.statements) execute(sql);
        connection_.set_pragma("ignore_check_constraints", 0);
        const RowsDigest copy = digest_rows(connection_, restore.copy);
        if (copy != digest_rows(connection_, restore.original))
            return Damaged{"what returns to table " + std::string(restore.source.view()) +
                           " would not be what was set aside"};
        rows.rows = copy.rows;
        for (const std::string& sql : restore.clean_up) execute(sql);
        receipt.restored.push_back(std::move(rows));
        return std::nullopt;
    }

    sqlite::Connection& connection_;
    const RunOptions& options_;
    const sqlite::Transaction& transaction_;
    std::string& at_;
};

class Stopwatch {
public:
    [[nodiscard]] std::chrono::milliseconds elapsed() const {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now() - start_);
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Whether the database now reads as the plan says, managed objects and all others.
std::optional<Damaged> unexpected_schema(const Present& now, const Plan& plan) {
    if (now.schema != plan.after)
        return Damaged{"the schema would not be the one that the steps lead to"};
    if (now.others != plan.before.others)
        return Damaged{"an object that the graph does not manage would change"};
    return std::nullopt;
}

/// Commits. An error of COMMIT says nothing about what lies on the disk, so the file decides.
void commit(sqlite::Connection& connection, sqlite::Transaction& transaction, const Plan& plan,
            const Managed& managed) {
    try {
        transaction.commit();
    } catch (const sqlite::Failure&) {
        if (transaction.still_open()) throw;
        const auto now = read_present(connection, managed);
        if (!now || unexpected_schema(*now, plan)) throw;
    }
}

}  // namespace

Result<Receipt, RunError> run(sqlite::Connection& connection, const Plan& plan,
                              const Managed& managed, const RunOptions& options) {
    if (connection.in_transaction()) return unexpected(RunError(InsideTransaction()));
    std::string at;
    try {
        prepare(connection);
        sqlite::Transaction transaction(connection);
        const auto present = read_present(connection, managed);
        if (!present) return unexpected(RunError(present.error()));
        if (*present != plan.before) return unexpected(RunError(ChangedMeanwhile()));

        const Guard guard(connection, plan);
        Runner runner(connection, options, transaction, at);
        Receipt receipt{plan, {}};
        for (const PlannedMigration& migration : plan.migrations) {
            const Stopwatch stopwatch;
            MigrationReceipt& part = receipt.migrations.emplace_back();
            if (auto damage = runner.carry_out(migration, part))
                return unexpected(RunError(std::move(*damage)));
            part.took = stopwatch.elapsed();
        }

        const auto now = read_present(connection, managed);
        if (!now) return unexpected(RunError(now.error()));
        if (auto damage = unexpected_schema(*now, plan)) return unexpected(RunError(*damage));
        if (auto worse = guard.worse(connection)) return unexpected(RunError(Damaged{*worse}));
        if (options.record) options.record(connection, receipt);
        runner.pause("COMMIT");
        commit(connection, transaction, plan, managed);
        connection.allow_checkpoint_on_close();
        return receipt;
    } catch (const sqlite::Failure& failure) {
        return unexpected(
            RunError(Stopped{StorageFailure(failure), at}));
    }
}

}  // namespace evolve
