#include "prove/bench.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/records.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/bystanders.hpp"
#include "prove/touched.hpp"

namespace evolve {
namespace {

void note(sqlite::Connection& connection, const VersionOrNull& from, const VersionOrNull& to,
          Direction direction) {
    introspect::write_history(connection, {text_of(from), text_of(to), direction, "", "", "", ""});
}

/// The error by which a plan that could not even be made counts as refused.
RunError not_planned(const Explanation& explanation) {
    return RunError(Damaged{explanation.wrong});
}

Result<Plan, RunError> plan_of_leg(const Subject& subject, const Present& present) {
    auto plan = plan_leg(subject.graph, present, subject.migration, Direction::up);
    if (!plan) return unexpected(not_planned(explain(plan.error())));
    return std::move(*plan);
}

/// Located as `apply` locates, so that a part-way state that is not found is a breach. In an
/// empty database there is nothing to find, and between equal schemas only a history could tell.
Result<Plan, RunError> plan_of_up(const Subject& subject, const Present& present) {
    if (subject.before.tables.empty() || present.schema.tables.empty())
        return plan_of_leg(subject, present);
    const Position position = locate(subject.graph, present, subject.migration.to);
    if (std::holds_alternative<AtOneOf>(position)) return plan_of_leg(subject, present);
    auto plan = plan_up(subject.graph, present, position, subject.migration.to);
    if (!plan) return unexpected(not_planned(explain(plan.error())));
    return std::move(*plan);
}

bool has_sql(const Migration& migration) {
    return std::ranges::any_of(
        migration.steps, [](const Step& step) { return std::holds_alternative<Sql>(step.kind()); });
}

/// Whether values are what SQL claims the laws say, and name the one that is not; `run` would only
/// refuse all of it.
Plan without_checks_of_claims(Plan plan) {
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps)
            if (const auto* sql = std::get_if<Sql>(&step.step.kind()))
                for (const Identifier& table : sql->yields.writes)
                    std::erase_if(plan.preserved, [&](const Preserved& each) {
                        return each.before == table || each.after == table;
                    });
    return plan;
}

bool has_momentary_trigger(const Schema& schema) {
    return std::ranges::any_of(schema.triggers, [](const Trigger& trigger) {
        return is_momentary(trigger.body) || is_momentary(trigger.condition);
    });
}

}  // namespace

Bench::Bench(const Subject& subject, std::span<const StatePtr> states, const TrialOptions& options)
    : subject_(subject),
      states_(states),
      options_(options),
      workshop_(options.workshop != nullptr ? *options.workshop : own_workshop_),
      sandbox_(subject, states, workshop_.databases.copy(subject, states.front()->shape)) {
    if (only_history_tells(subject.migration.steps) && subject.migration.from)
        note(connection(), subject.migration.from, subject.migration.from, Direction::up);
    Untouched open = untouched_by(open_steps(*this), subject, sandbox_.schema());
    ContentsAndPart read =
        read_with_part(connection(), with_bystanders(views_of(sandbox_.schema())),
                       with_bystanders(std::move(open.before)), options.detail);
    whole_ = std::move(read.whole);
    outside_ = std::move(read.part);
    outside_after_ = with_bystanders(std::move(open.after));
    if (options.laws.has(Law::invertibility)) look_at_old_part();
    const bool compares = options.laws.has(Law::compatibility) && manner().keys_enforced;
    if (options.laws.has(Law::integrity) || compares) orphans_ = orphans();
    others_ = present().others;
}

void Bench::look_at_old_part() {
    const Subject& subject = subject_;
    Schema old = subject.before;
    if (shape().shuffled_columns)
        for (Table& table : old.tables) std::ranges::reverse(table.columns);
    Untouched done = untouched_by(shape().done, subject, old);
    if (changes_computed_values()) leave_out_computed(done, subject);
    if (changes_rows_since()) leave_out_tables(done, tables_with_changed_rows(subject).before);
    done.after = with_bystanders(std::move(done.after));
    if (done.after == outside_.views)
        old_part_ = outside_;
    else
        old_part_ = done.after == whole_.views ? whole_ : read(done.after);
    old_part_before_ = with_bystanders(std::move(done.before));
}

Bench::Planned Bench::plan_up() {
    planned_ = true;
    if (auto known = workshop_.plans.find(Direction::up, present())) return known;
    auto plan = plan_of_up(subject_, present());
    planned_ = plan.has_value();
    if (!plan) return unexpected(plan.error());
    return workshop_.plans.add(Direction::up, std::move(*plan));
}

Bench::Planned Bench::plan_down() {
    if (auto known = workshop_.plans.find(Direction::down, present())) return known;
    auto plan = plan_leg(subject_.graph, present(), subject_.migration, Direction::down);
    if (!plan) return unexpected(not_planned(explain(plan.error())));
    return workshop_.plans.add(Direction::down, std::move(*plan));
}

/// Only history tells that rows were changed, or SQL was run.
Result<Receipt, RunError> Bench::carry_out(const Plan& plan, RunOptions run_options) {
    if (only_history_tells(subject_.migration.steps))
        run_options.record = [](sqlite::Connection& connection, const Receipt& receipt) {
            for (const PlannedMigration& migration : receipt.plan.migrations)
                note(connection, migration.from(), migration.to(), migration.direction);
        };
    if (!has_sql(subject_.migration))
        return subject_.execute(connection(), plan, subject_.managed, run_options);
    return subject_.execute(connection(), without_checks_of_claims(plan), subject_.managed,
                            run_options);
}

bool Bench::changes_rows_since() const {
    return changes_rows(subject_.migration.steps) && options_.turn / 4 % 2 == 1;
}

Result<Receipt, RunError> Bench::up() {
    const auto plan = plan_up();
    if (!plan) return unexpected(plan.error());
    return carry_out(**plan);
}

Result<Receipt, RunError> Bench::down() {
    const auto plan = plan_down();
    if (!plan) return unexpected(plan.error());
    return carry_out(**plan);
}

std::size_t points_of_failure(const Plan& plan) {
    std::size_t points = 1;
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps) {
            points += step.copies.size() + step.restricted.size() + step.statements.size();
            if (const auto& change = step.row_change)
                points += change->computes.size() + change->statements.size() +
                          change->afterwards.size() + change->clean_up.size() +
                          change->spent.size();
            for (const Keep& keep : step.keeps) points += keep.statements.size();
            for (const Restore& restore : step.restores)
                points +=
                    restore.statements.size() + restore.checks.size() + restore.clean_up.size();
        }
    return points;
}

std::pair<std::int64_t, std::int64_t> Bench::written() {
    return {connection().total_changes(),
            sqlite::query_integer(connection(), "PRAGMA main.schema_version")};
}

const Present& Bench::present() {
    const auto now = written();
    if (!present_ || now != present_at_) {
        auto present = read_present(connection(), subject_.managed);
        if (!present) throw SchemaLost(explain(present.error()).wrong);
        present_ = std::move(*present);
        present_at_ = now;
    }
    return *present_;
}

Contents Bench::read(const std::vector<TableView>& views) {
    return read_contents(connection(), views, options_.detail);
}

Orphans Bench::orphans() {
    Orphans found;
    for (const Table& table : present().schema.tables)
        if (!foreign_keys(table).empty())
            found[table.name] = introspect::foreign_key_violations(connection(), table.name);
    return found;
}

/// A schema that is made from nothing may hold views that do not compile, as in SQLite.
Problems Bench::damage_of(sqlite::Connection& connection) const {
    Problems problems = introspect::integrity_check(connection);
    if (!subject_.migration.from) return problems;
    for (const introspect::Broken& broken :
         introspect::broken_objects(connection, introspect::read_objects(connection)))
        problems.push_back(broken.object() + " does not compile");
    for (std::string& problem : module_damage_of(connection))
        problems.push_back(std::move(problem));
    std::ranges::sort(problems);
    return problems;
}

Problems Bench::module_damage_of(sqlite::Connection& connection) const {
    if (subject_.before.virtual_tables.empty() && subject_.after.virtual_tables.empty()) return {};
    return introspect::module_damage(connection, introspect::read_objects(connection));
}

Problems Bench::old_module_damage() const {
    Sandbox before(subject_, states_);
    return module_damage_of(before.connection());
}

Problems Bench::old_damage() const {
    Sandbox before(subject_, states_);
    return damage_of(before.connection());
}

RowsDigest Bench::definitions() {
    return digest_rows(connection(),
                       "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY name");
}

std::vector<std::string> Bench::effects_of(const std::vector<OldStatement>& statements,
                                           Manner manner) {
    return effects_on(connection(), statements, manner);
}

std::vector<std::string> Bench::old_effects_of(const std::vector<OldStatement>& statements,
                                               Manner manner) const {
    Sandbox before(subject_, states_);
    return effects_on(before.connection(), statements, manner);
}

std::vector<std::string> Bench::effects_on(sqlite::Connection& connection,
                                           const std::vector<OldStatement>& statements,
                                           Manner manner) const {
    if (manner.keys_enforced) connection.set_pragma("foreign_keys", 1);
    if (manner.backwards) connection.set_pragma("reverse_unordered_selects", 1);
    // What triggers do must not depend on chance or the clock.
    const bool fire =
        std::ranges::none_of(states_,
                             [](const StatePtr& state) {
                                 return std::ranges::any_of(state->tables, has_largest_key);
                             }) &&
        !has_momentary_trigger(subject_.before) && !has_momentary_trigger(subject_.after);
    auto effects = evolve::effects_of(connection, statements, subject_.before, fire);
    if (manner.keys_enforced) connection.set_pragma("foreign_keys", 0);
    if (manner.backwards) connection.set_pragma("reverse_unordered_selects", 0);
    return effects;
}

std::vector<TableView> Bench::with_bystanders(std::vector<TableView> views) const {
    if (shape().bystanders) views.push_back(bystanders_view());
    if (shape().left_behind) views.push_back(ledger_view());
    return views;
}

std::vector<std::size_t> open_steps(const Bench& bench) {
    std::vector<std::size_t> open;
    const auto& done = bench.shape().done;
    for (std::size_t i = 0; i < bench.subject().migration.steps.size(); ++i)
        if (std::ranges::find(done, i) == done.end()) open.push_back(i);
    return open;
}

}  // namespace evolve
