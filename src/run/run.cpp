#include "evolve/run/run.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/same_definition.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/plan/became_text.hpp"
#include "evolve/plan/dependants.hpp"
#include "evolve/run/present.hpp"
#include "evolve/run/sql_step.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "evolve/sqlite/trust.hpp"
#include "run/guard.hpp"
#include "run/missing_module.hpp"
#include "run/runner.hpp"
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

bool has_sql(const Plan& plan) {
    return std::ranges::any_of(plan.migrations, [](const PlannedMigration& migration) {
        return std::ranges::any_of(
            migration.steps, [](const PlannedStep& step) { return !step.restricted.empty(); });
    });
}

/// Whether the database now reads as the plan says, managed objects and all others.
std::optional<Damaged> unexpected_schema(const Present& now, const Plan& plan) {
    const bool same =  // what is equal needs no fingerprint, which costs more than to compare
        now.schema == plan.after || fingerprint(now.schema) == fingerprint(plan.after);
    if (!same || !same_columns_in_order(now.schema, plan.after))
        return has_sql(plan) ? Damaged{"the schema would not be the one that the \"yields\" of a sql "
                                       "step lead to",
                                       Damaged::Part::schema, add_it_again}
                             : Damaged{"the schema would not be the one that the steps lead to"};
    if (!std::ranges::is_permutation(now.others, plan.before.others, same_object))
        return Damaged{"an object that the graph does not manage would change",
                       Damaged::Part::values};
    return std::nullopt;
}

Schema with_views_of_others(const Present& present) {
    Schema schema = present.schema;
    for (View& view : views_among(present.others)) schema.views.push_back(std::move(view));
    return schema;
}

/// Commits. An error of COMMIT says nothing about what lies on the disk, so the file decides: the
/// schema, and where rows alone were changed the history.
void commit(sqlite::Connection& connection, sqlite::Transaction& transaction, const Plan& plan,
            const Managed& managed, bool recorded) {
    try {
        transaction.commit();
    } catch (const sqlite::Failure&) {
        if (transaction.still_open()) throw;
        const auto now = read_present(connection, managed);
        if (!now || unexpected_schema(*now, plan)) throw;
        if (recorded && now->history.size() <= plan.before.history.size()) throw;
    }
}

/// Carries out the plan in one transaction. Nothing, and nothing is changed, where pages have
/// problems of which only a look at them before can say whether they are new.
std::optional<Result<Receipt, RunError>> attempt(sqlite::Connection& connection, const Plan& plan,
                                                 const Managed& managed, const RunOptions& options,
                                                 Guard::Pages pages, std::string& at) {
    sqlite::Transaction transaction(connection);
    const auto objects = introspect::read_objects(connection);
    const auto present = read_present(connection, objects, managed);
    if (!present) return unexpected(RunError(present.error()));
    if (*present != plan.before) return unexpected(RunError(ChangedMeanwhile()));
    if (auto module = missing_module(connection, plan))
        return unexpected(RunError(std::move(*module)));

    if (options.on_step) options.on_step("check what is there");
    const Guard guard(connection, objects, plan, options.check_all, pages);
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
    const auto objects_now = introspect::read_objects(connection);
    const auto now = read_present(connection, objects_now, managed);
    if (!now) return unexpected(RunError(now.error()));
    if (auto damage = unexpected_schema(*now, plan)) return unexpected(RunError(*damage));
    if (auto text = became_text(with_views_of_others(plan.before), with_views_of_others(*now)))
        return unexpected(RunError(DoesNotCompile{
            text->object, "\"" + std::string(text->column.view()) +
                              "\" would be a text there, since no column has that name"}));
    if (auto worse = guard.worse(connection, objects_now)) {
        if (std::holds_alternative<Guard::Unclear>(*worse)) return std::nullopt;
        return unexpected(std::get<RunError>(std::move(*worse)));
    }
    if (options.record) {
        runner.pause("INSERT INTO evolve_history");
        transaction.require_open();
        options.record(connection, receipt);
    }
    runner.pause("COMMIT");
    commit(connection, transaction, plan, managed, options.record != nullptr);
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
