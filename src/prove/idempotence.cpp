#include <algorithm>
#include <utility>

#include "evolve/plan/locate.hpp"
#include "evolve/plan/make_plan.hpp"
#include "prove/bench.hpp"

namespace evolve {
namespace {

/// What is left to do at the new version.
std::optional<Plan> second_plan(Bench& bench, const Position& position) {
    const Subject& subject = bench.subject();
    const Present& present = bench.present();
    if (std::holds_alternative<NothingManaged>(position) && subject.after.empty()) {
        // Of an emptied database a history alone says where it stands; the steps know by looking.
        auto leg = plan_leg(subject.graph, present, subject.migration, Direction::up);
        return leg ? std::optional(std::move(*leg)) : std::nullopt;
    }
    auto plan = plan_up(subject.graph, present, position, subject.migration.to);
    return plan ? std::optional(std::move(*plan)) : std::nullopt;
}

bool does_nothing(const Plan& plan) {
    return std::ranges::all_of(plan.migrations, [](const PlannedMigration& migration) {
        return std::ranges::all_of(migration.steps, &PlannedStep::already_there);
    });
}

/// Runs what is left to do at the new version: nothing.
std::optional<Breach> second_run(Bench& bench) {
    const Subject& subject = bench.subject();
    if (subject.before.empty() && subject.after.empty()) return std::nullopt;  // as below
    const Position position = locate(subject.graph, bench.present(), subject.migration.to);
    if (std::holds_alternative<AtOneOf>(position))
        return std::nullopt;  // a history alone could tell
    const auto* at = std::get_if<AtVersion>(&position);
    if (!subject.after.empty() && (at == nullptr || at->version != subject.migration.to))
        return Breach{Law::idempotence, "a migrated database is not found at the new version"};
    const auto plan = second_plan(bench, position);
    if (!plan || !does_nothing(*plan))
        return Breach{Law::idempotence, "a migrated database would be migrated again"};
    const auto outcome = subject.execute(bench.connection(), *plan, subject.managed, {});
    if (!outcome)
        return Breach{Law::idempotence, "a second run fails: " + explain(outcome.error()).wrong};
    return std::nullopt;
}

}  // namespace

std::optional<Breach> idempotence(Bench& bench) {
    const auto written = bench.written();
    if (auto breach = second_run(bench)) return breach;
    if (bench.written() != written) return Breach{Law::idempotence, "a second run writes"};
    return std::nullopt;
}

}  // namespace evolve
