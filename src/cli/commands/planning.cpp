#include "cli/commands/planning.hpp"

#include <algorithm>
#include <optional>

#include "evolve/ddl/quote.hpp"
#include "evolve/execute/history.hpp"
#include "evolve/plan/consent.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/view_shapes.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"

namespace evolve::cli {
namespace {

/// The number of rows of every table that the plan reads or writes.
std::vector<TableRows> rows_of(sqlite::Connection& connection, const Plan& plan) {
    std::vector<TableRows> rows;
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps) {
            if (step.already_there || step.work == Work::metadata) continue;
            for (const Identifier& table : tables_of(step, plan.before.schema)) {
                if (std::ranges::find(rows, table, &TableRows::table) != rows.end()) continue;
                if (!plan.before.schema.table(table)) continue;
                rows.push_back({table, sqlite::query_integer(connection, "SELECT count(*) FROM " +
                                                                             ddl::in_main(table))});
            }
        }
    return rows;
}

/// What the steps that change rows would change. One that speaks of what an earlier step is to make
/// cannot be asked yet.
std::vector<StepRows> changes_of(sqlite::Connection& connection, const Plan& plan) {
    std::vector<StepRows> changes;
    for (std::size_t i = 0; i < plan.migrations.size(); ++i)
        for (std::size_t k = 0; k < plan.migrations[i].steps.size(); ++k) {
            const auto& change = plan.migrations[i].steps[k].row_change;
            if (!change) continue;
            try {
                changes.push_back({i, k, sqlite::query_integer(connection, change->affected)});
            } catch (const sqlite::Failure& failure) {
                if (failure.kind() != sqlite::FailureKind::error) throw;
            }
        }
    return changes;
}

/// The person chose between versions of equal schema, and nothing else is to be done.
bool is_choice(const Look& look, const PlanMaker& maker) {
    return maker.at && maker.loaded.settings().history &&
           std::holds_alternative<AtOneOf>(
               locate(maker.loaded.graph(), look.present, maker.target));
}

/// What of a plan no refusal tells.
void note_view_shapes(const Plan& plan, DatabaseReport& report) {
    for (std::string& words : in_words(view_shape_changes(plan)))
        report.notes.push_back(std::move(words));
}

void write_choice(Look& look, const PlanMaker& maker) {
    sqlite::Transaction transaction(look.database.connection);
    record_choice(look.database.connection, *maker.loaded.graph().find(*maker.at));
    transaction.commit();
}

}  // namespace

Position PlanMaker::position(const Present& present) const {
    return chosen(locate(loaded.graph(), present, target), at);
}

Result<Plan, PlanError> PlanMaker::plan(const Present& present, const Position& position) const {
    if (direction == Direction::down) return plan_down(loaded.graph(), present, position, target);
    auto plan = plan_up(loaded.graph(), present, position, target);
    if (plan && !at)
        if (auto ran = ran_already(*plan, present.history))
            return unexpected(PlanError(std::move(*ran)));
    return plan;
}

Result<ProvedPlan, PlannerError> PlanMaker::proved(const Present& present, const Position& position,
                                                   Checker& checker) const {
    auto made = plan(present, position);
    if (!made) return unexpected(PlannerError(made.error()));
    if (auto allowance = consent(*made, allowed); !allowance)
        return unexpected(PlannerError(allowance.error()));
    auto checked = checker.check(std::move(*made));
    if (!checked) return unexpected(PlannerError(checked.error()));
    return std::move(*checked);
}

std::pair<DatabaseReport, ExitCode> planned(const std::string& path, const Arguments& arguments,
                                            const Surroundings& surroundings, const Loaded& loaded,
                                            const VersionName& target, Direction direction) {
    DatabaseReport report{.path = path};
    report.target = target;
    const auto at = version_option(arguments.at, loaded);
    auto look = look_at(path, loaded, open_options(arguments, surroundings, sqlite::Access::read),
                        target, at);
    if (!look) return failed(std::move(report), std::move(look.error()));
    report.path = look->database.file.path;
    report.position = look->position;
    auto plan = PlanMaker{loaded, target, direction, at}.plan(look->present, look->position);
    if (!plan) return failed(std::move(report), explain(plan.error()));
    try {
        report.rows = rows_of(look->database.connection, *plan);
        report.changes = changes_of(look->database.connection, *plan);
    } catch (const sqlite::Failure& failure) {
        return failed(std::move(report), explain(StorageFailure(failure)));
    }
    note_view_shapes(*plan, report);
    report.plan = std::move(*plan);
    return {std::move(report), ExitCode::done};
}

std::pair<DatabaseReport, ExitCode> carried_out(const std::string& path, const Arguments& arguments,
                                                const Surroundings& surroundings,
                                                const PlanMaker& maker, Checker& checker) {
    DatabaseReport report{.path = path};
    report.target = maker.target;
    WorkProgress progress(arguments, surroundings);
    auto opening = open_options(arguments, surroundings, sqlite::Access::write);
    opening.heartbeat = [&] { progress.tick(); };
    auto look = look_at(path, maker.loaded, opening, maker.target, maker.at);
    if (!look) return failed(std::move(report), std::move(look.error()));
    report.path = look->database.file.path;
    report.position = look->position;
    for (const std::string& edited : edited_since(look->present.history, maker.loaded.graph()))
        report.notes.push_back(edited + " was edited after this database ran it");

    const MigrateOptions options{.history = maker.loaded.settings().history,
                                 .backup = backup_options(arguments, progress),
                                 .free = surroundings.free,
                                 .check_all = arguments.check == "full",
                                 .on_step = [&](std::string_view what) { progress.begin(what); },
                                 .before_statement = surroundings.before_statement};
    const Planner planner = [&](const Present& present) {
        return maker.proved(
            present, present == look->present ? look->position : maker.position(present), checker);
    };
    auto receipt = migrate(look->database, maker.loaded.managed, planner, options);
    progress.end();
    checker.tell(report);
    if (!receipt) return failed(std::move(report), explain(receipt.error()));
    try {
        if (is_empty(receipt->plan) && is_choice(*look, maker)) write_choice(*look, maker);
    } catch (const sqlite::Failure& failure) {
        return failed(std::move(report), explain(StorageFailure(failure)));
    }
    note_view_shapes(receipt->plan, report);
    report.receipt = std::move(*receipt);
    return {std::move(report), ExitCode::done};
}

}  // namespace evolve::cli
