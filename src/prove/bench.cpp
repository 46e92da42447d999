#include "prove/bench.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/introspect/objects.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "prove/bystanders.hpp"

namespace evolve {
namespace {

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

}  // namespace

Bench::Bench(const Subject& subject, std::span<const StatePtr> states, const TrialOptions& options)
    : subject_(subject), states_(states), options_(options), sandbox_(subject, states) {
    whole_ = read(with_bystanders(views_of(sandbox_.schema())));
    outside_ = read(with_bystanders(common_views(sandbox_.schema(), subject.after)));
    old_part_ = read(with_bystanders(common_views(sandbox_.schema(), subject.before)));
    health_ = health();
    others_ = present().others;
}

Result<Receipt, RunError> Bench::up(const RunOptions& run_options) {
    auto plan = plan_of_up(subject_, present());
    planned_ = plan.has_value();
    if (!plan) return unexpected(plan.error());
    return subject_.execute(connection(), *plan, subject_.managed, run_options);
}

Result<Receipt, RunError> Bench::down() {
    auto plan = plan_leg(subject_.graph, present(), subject_.migration, Direction::down);
    if (!plan) return unexpected(not_planned(explain(plan.error())));
    return subject_.execute(connection(), *plan, subject_.managed, {});
}

std::size_t Bench::points_of_failure() {
    std::size_t points = 1;
    const auto plan = plan_of_up(subject_, present());
    if (!plan) return points;
    for (const PlannedMigration& migration : plan->migrations) {
        for (const Keep& keep : migration.keeps) points += keep.statements.size();
        for (const PlannedStep& step : migration.steps) points += step.statements.size();
        for (const Restore& restore : migration.restores)
            points += restore.statements.size() + restore.checks.size() + restore.clean_up.size();
    }
    return points;
}

Present Bench::present() {
    auto present = read_present(connection(), subject_.managed);
    if (!present) throw SchemaLost(explain(present.error()).wrong);
    return std::move(*present);
}

Contents Bench::read(const std::vector<TableView>& views) {
    return read_contents(connection(), views, options_.detail);
}

Health Bench::health() {
    Health health;
    for (const introspect::Broken& broken :
         introspect::broken_objects(connection(), introspect::read_objects(connection())))
        health.problems.push_back(broken.object + " does not compile");
    for (std::string& problem : introspect::integrity_check(connection()))
        health.problems.push_back(std::move(problem));
    for (std::string& violation : introspect::foreign_key_violations(connection()))
        health.problems.push_back(std::move(violation));
    std::ranges::sort(health.problems);
    return health;
}

RowsDigest Bench::definitions() {
    return digest_rows(connection(),
                       "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY name");
}

std::vector<TableView> Bench::with_bystanders(std::vector<TableView> views) const {
    if (shape().bystanders) views.push_back(bystanders_view());
    return views;
}

std::vector<const Step*> open_steps(const Bench& bench) {
    std::vector<const Step*> open;
    const auto& steps = bench.subject().migration.steps;
    const auto& done = bench.shape().done;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (std::ranges::find(done, i) == done.end()) open.push_back(&steps[i]);
    return open;
}

}  // namespace evolve
