#include "evolve/run/run.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/same_definition.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/run/digest.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "evolve/sqlite/trust.hpp"
#include "run/contradictions.hpp"
#include "run/guard.hpp"
#include "run/setting.hpp"
#include "run/temporary_object.hpp"

namespace evolve {
namespace {

/// Settings that a transaction cannot change, or must not depend on (DESIGN sections 6.4 and 7).
struct Pragmas {
    explicit Pragmas(sqlite::Connection& connection)
        : foreign_keys(connection, "foreign_keys", 0),
          legacy_alter_table(connection, "legacy_alter_table", 0, Setting::Until::whatever_runs),
          ignore_check_constraints(connection, "ignore_check_constraints", 0),
          synchronous(connection, "synchronous", synchronous_extra) {}

    Setting foreign_keys;  ///< on, DROP TABLE would empty children (pitfall A01)
    Setting legacy_alter_table;
    Setting ignore_check_constraints;
    Setting synchronous;
};

/// Pages of a table that is written anew, and of its indexes, which are filled at random places: a
/// million rows then take a third of the time. SQLite takes as much again to sort them for an
/// index.
constexpr std::int64_t rewriting_cache_kib = 20'000;

bool rewrites(const Plan& plan) {
    return std::ranges::any_of(plan.migrations, [](const PlannedMigration& migration) {
        return std::ranges::any_of(
            migration.steps, [](const PlannedStep& step) { return step.work == Work::rewrite; });
    });
}

/// Whether the step adds a column in place to a table to which values return. SQLite would then
/// judge all CHECKs of the table, and with defaults in the place of those values.
bool is_restored(const PlannedStep& step, const PlannedMigration& migration) {
    const auto* add = std::get_if<AddColumn>(&step.step.kind());
    if (add == nullptr) return false;
    return std::ranges::any_of(migration.steps, [&](const PlannedStep& other) {
        return other.table == add->table &&
               std::ranges::any_of(other.restores, [](const Restore& each) {
                   return !each.whole_table && !each.statements.empty();
               });
    });
}

/// Runs the statements of one plan. Keeps in `at` what it is doing, in words, for what is said if
/// that fails.
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
    std::optional<RunError> carry_out(const PlannedMigration& migration,
                                      MigrationReceipt& receipt) {
        for (const PlannedStep& step : migration.steps) {
            if (auto rows = contradicting_rows(connection_, step, step.preconditions))
                return RunError(*rows);
            if (auto error = carry_out(step, migration, receipt)) return error;
        }
        at_.clear();
        return std::nullopt;
    }

    void begin(std::string_view what) const {
        if (options_.on_step) options_.on_step(what);
    }

    void pause(std::string_view sql) const {
        if (options_.before_statement) options_.before_statement(sql);
        connection_.stop_if_interrupted();
    }

private:
    void execute(const std::string& sql) {
        pause(sql);
        transaction_.require_open();  // outside of one, the statement would commit by itself
        connection_.execute(sql);
        transaction_.require_open();
    }

    std::optional<RunError> carry_out(const PlannedStep& step, const PlannedMigration& migration,
                                      MigrationReceipt& receipt) {
        const std::string table(step.table.view());
        const bool anew = !step.copies.empty();
        begin(anew ? "write table " + table + " anew" : step.wording.plan);
        at_ = anew ? "Wrote table '" + table + "' anew" : step.wording.done;
        const std::string at = at_;
        std::vector<RestoredRows> returning;
        for (const Restore& restore : step.restores) returning.push_back(count(restore));
        copy(step);
        if (auto rows = contradicting_rows(connection_, step, step.judgements))
            return RunError(*rows);
        for (const Restore& restore : step.restores)
            if (restore.anew && !restore.copy.empty())
                if (auto rows = compared(restore); !rows) return RunError(rows.error());
        for (const Keep& keep : step.keeps)
            if (auto damage = carry_out(keep, receipt)) return RunError(*damage);
        at_ = at;
        {
            std::optional<Setting> unchecked;
            if (is_restored(step, migration))
                unchecked.emplace(connection_, "ignore_check_constraints", 1);
            for (const std::string& sql : step.statements) execute(sql);
        }
        for (std::size_t i = 0; i < step.restores.size(); ++i)
            if (auto damage = carry_out(step.restores[i], returning[i], receipt))
                return RunError(*damage);
        return std::nullopt;
    }

    /// Rows may contradict CHECKs that are as old as they are: those that the step concerns are
    /// held against them before or after it.
    void copy(const PlannedStep& step) {
        if (step.copies.empty()) return;
        const Setting unchecked(connection_, "ignore_check_constraints", 1);
        for (const std::string& sql : step.copies) execute(sql);
    }

    std::optional<Damaged> carry_out(const Keep& keep, MigrationReceipt& receipt) {
        begin("set aside values of " + std::string(keep.source.view()));
        at_ = "Set aside values of table '" + std::string(keep.source.view()) + "'";
        for (const std::string& sql : keep.statements) execute(sql);
        const RowsDigest copy = digest_rows(connection_, keep.copy);
        const auto read_along = guard_.kept(keep.number);
        if (copy != (read_along ? *read_along : digest_rows(connection_, keep.original)))
            return Damaged{"what was set aside of table " + std::string(keep.source.view()) +
                           " would not be what was there"};
        receipt.kept.push_back({keep.source, keep.columns, keep.number, copy.rows});
        return std::nullopt;
    }

    /// Of the rows as they are before anything returns.
    RestoredRows count(const Restore& restore) {
        const auto number = [&](const std::string& query) {
            return query.empty() ? 0 : sqlite::query_integer(connection_, query);
        };
        RestoredRows rows{restore.source, restore.columns};
        rows.came_later = number(restore.came_later);
        rows.gone = number(restore.gone);
        rows.changed_since = number(restore.changed_since);
        return rows;
    }

    std::optional<Damaged> carry_out(const Restore& restore, RestoredRows rows,
                                     MigrationReceipt& receipt) {
        begin("put values of " + std::string(restore.source.view()) + " back");
        at_ = "Restored values of table '" + std::string(restore.source.view()) + "'";
        restore_rows(restore);
        for (const std::string& sql : restore.checks) execute(sql);
        if (restore.anew) {
            rows.rows = sqlite::query_integer(connection_, "SELECT count(*) FROM main." +
                                                               kept_table_name(restore.number)) -
                        rows.gone - rows.changed_since;
        } else {
            const auto compared_rows = compared(restore);
            if (!compared_rows) return compared_rows.error();
            rows.rows = *compared_rows;
        }
        for (const std::string& sql : restore.clean_up) execute(sql);
        receipt.restored.push_back(std::move(rows));
        return std::nullopt;
    }

    /// The number of rows that return, with the values that were kept.
    Result<std::int64_t, Damaged> compared(const Restore& restore) {
        const RowsDigest copy = digest_rows(connection_, restore.copy);
        if (copy != digest_rows(connection_, restore.original))
            return unexpected(Damaged{"what returns to table " +
                                      std::string(restore.source.view()) +
                                      " would not be what was set aside"});
        return copy.rows;
    }

    /// What is restored was there before, whatever the CHECKs say of it.
    void restore_rows(const Restore& restore) {
        const Setting unchecked(connection_, "ignore_check_constraints", 1);
        for (const std::string& sql : restore.statements) execute(sql);
    }

    sqlite::Connection& connection_;
    const RunOptions& options_;
    const sqlite::Transaction& transaction_;
    const Guard& guard_;
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

/// Whether the tables, which are the same ones, have their columns in the same order. A table that
/// was written anew stands behind the others.
bool same_columns_in_order(const Schema& now, const Schema& wished) {
    return std::ranges::all_of(wished.tables, [&](const Table& table) {
        const auto found = now.table(table.name);
        return found && std::ranges::equal(now.tables[*found].columns, table.columns, {},
                                           &Column::name, &Column::name);
    });
}

bool same_object(const SchemaObject& a, const SchemaObject& b) {
    return a.type == b.type && a.name == b.name && a.table == b.table &&
           ddl::same_definition(a.sql, b.sql);
}

/// Whether the database now reads as the plan says, managed objects and all others.
std::optional<Damaged> unexpected_schema(const Present& now, const Plan& plan) {
    const bool same =  // what is equal needs no fingerprint, which costs more than to compare
        now.schema == plan.after || fingerprint(now.schema) == fingerprint(plan.after);
    if (!same || !same_columns_in_order(now.schema, plan.after))
        return Damaged{"the schema would not be the one that the steps lead to"};
    if (!std::ranges::is_permutation(now.others, plan.before.others, same_object))
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

/// Carries out the plan in one transaction. Nothing, and nothing is changed, where pages have
/// problems of which only a look at them before can say whether they are new.
std::optional<Result<Receipt, RunError>> attempt(sqlite::Connection& connection, const Plan& plan,
                                                 const Managed& managed, const RunOptions& options,
                                                 Guard::Pages pages, std::string& at) {
    sqlite::Transaction transaction(connection);
    const auto present = read_present(connection, managed);
    if (!present) return unexpected(RunError(present.error()));
    if (*present != plan.before) return unexpected(RunError(ChangedMeanwhile()));

    if (options.on_step) options.on_step("check what is there");
    const Guard guard(connection, plan, options.check_all, pages);
    Runner runner(connection, options, transaction, guard, at);
    if (options.before_change)
        if (const auto ready = options.before_change(); !ready)
            return unexpected(RunError(NotReady{ready.error()}));
    Receipt receipt{plan, {}};
    for (const PlannedMigration& migration : plan.migrations) {
        const Stopwatch stopwatch;
        MigrationReceipt& part = receipt.migrations.emplace_back();
        if (auto damage = runner.carry_out(migration, part)) return unexpected(std::move(*damage));
        part.took = stopwatch.elapsed();
    }

    runner.begin("check what has become of it");
    const auto now = read_present(connection, managed);
    if (!now) return unexpected(RunError(now.error()));
    if (auto damage = unexpected_schema(*now, plan)) return unexpected(RunError(*damage));
    if (auto worse = guard.worse(connection)) {
        if (std::holds_alternative<Guard::Unclear>(*worse)) return std::nullopt;
        return unexpected(std::get<RunError>(std::move(*worse)));
    }
    if (options.record) {
        runner.pause("INSERT INTO evolve_history");
        transaction.require_open();
        options.record(connection, receipt);
    }
    runner.pause("COMMIT");
    commit(connection, transaction, plan, managed);
    connection.allow_checkpoint_on_close();
    return receipt;
}

/// With what makes ready before the change at most once, however often the change is tried.
RunOptions ready_once(RunOptions options) {
    if (options.before_change)
        options.before_change = [first = std::move(options.before_change),
                                 ready = false]() mutable -> Result<Done, Explanation> {
            if (ready) return Done();
            auto answer = first();
            ready = answer.has_value();
            return answer;
        };
    return options;
}

/// A function that SQLite distrusts shows when a row is written to a table that calls it, where the
/// plan is what brings it (docs/decisions/0015-functions-in-schemas.md).
template <class CarryOut>
auto trusted_where_needed(sqlite::Connection& connection, const CarryOut& carry_out,
                          Guard::Pages pages) {
    try {
        return carry_out(pages);
    } catch (const sqlite::Failure& failure) {
        if (!sqlite::is_distrust(failure)) throw;
    }
    sqlite::trust_functions(connection);
    return carry_out(pages);
}

}  // namespace

Result<Receipt, RunError> run(sqlite::Connection& connection, const Plan& plan,
                              const Managed& managed, const RunOptions& options) {
    // An open statement holds a read transaction, and ALTER beneath it would shift its columns.
    if (connection.in_transaction() || connection.has_open_statements())
        return unexpected(RunError(InsideTransaction()));
    std::string at;
    try {
        if (auto object = temporary_object(connection, plan))
            return unexpected(RunError(std::move(*object)));
        const Pragmas pragmas(connection);
        std::optional<Setting> cache;
        if (rewrites(plan)) cache.emplace(connection, "cache_size", -rewriting_cache_kib);
        const RunOptions repeatable = ready_once(options);
        const auto carry_out = [&](Guard::Pages pages) {
            return attempt(connection, plan, managed, repeatable, pages, at);
        };
        auto done = trusted_where_needed(
            connection, carry_out,
            options.check_all ? Guard::Pages::before_too : Guard::Pages::afterwards);
        if (!done) done = carry_out(Guard::Pages::before_too);
        EVOLVE_INVARIANT(done.has_value());
        return std::move(*done);
    } catch (const sqlite::Failure& failure) {
        return unexpected(RunError(Stopped{StorageFailure(failure), at}));
    }
}

}  // namespace evolve
