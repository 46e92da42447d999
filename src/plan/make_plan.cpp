#include "evolve/plan/make_plan.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/base/reversed.hpp"
#include "evolve/step/row_steps.hpp"
#include "plan/planner.hpp"

namespace evolve {
namespace {

const VersionName* version_of(const Position& position) {
    const auto* at = std::get_if<AtVersion>(&position);
    return at == nullptr ? nullptr : &at->version;
}

}  // namespace

Result<Plan, PlanError> plan_up(const Graph& graph, const Present& present,
                                const Position& position, const VersionName& target) {
    const auto* part_way = std::get_if<PartWay>(&position);
    const VersionName* at = version_of(position);
    if (part_way == nullptr && at == nullptr) return unexpected(PlanError(NoStart{position}));
    const VersionName& start = part_way != nullptr ? part_way->to() : *at;
    auto rest = cheapest_path(graph, start, target);
    if (!rest && cheapest_path(graph, target, start))
        return unexpected(PlanError(WrongDirection{start, target, Direction::up}));
    if (!rest) return unexpected(PlanError(rest.error()));

    const Skipping skipping = part_way != nullptr ? Skipping::satisfied_steps : Skipping::never;
    Planner planner(graph, present);
    Path path = part_way != nullptr ? part_way->path : Path();
    std::ranges::move(*rest, std::back_inserter(path));
    for (const Migration& migration : path)
        if (auto refused = planner.add(migration, Direction::up, skipping))
            return unexpected(PlanError(std::move(*refused)));
    return std::move(planner).finish(part_way != nullptr ? part_way->from() : start, target,
                                     skipping);
}

std::optional<RanAlready> ran_already(const Plan& plan, const std::vector<HistoryRow>& history) {
    for (const PlannedMigration& planned : plan.migrations) {
        if (planned.direction == Direction::down || !only_history_tells(planned.migration.steps))
            continue;
        for (const HistoryRow& row : reversed(history)) {
            if (row.from.view() == row.to.view()) break;  // a person chose since
            const bool up = row.direction == Direction::up;
            if ((up ? row.from : row.to).view() != text_of(planned.migration.from) ||
                (up ? row.to : row.from).view() != planned.migration.to.text())
                continue;
            if (up) return RanAlready{planned.migration.from, planned.migration.to, row.at};
            break;
        }
    }
    return std::nullopt;
}

Result<Plan, PlanError> plan_down(const Graph& graph, const Present& present,
                                  const Position& position, const VersionName& target) {
    const VersionName* at = version_of(position);
    if (at == nullptr) return unexpected(PlanError(NoStart{position}));
    const auto path = cheapest_path(graph, target, *at);
    if (!path && cheapest_path(graph, *at, target))
        return unexpected(PlanError(WrongDirection{*at, target, Direction::down}));
    if (!path) return unexpected(PlanError(path.error()));

    Planner planner(graph, present);
    for (const Migration& migration : reversed(*path))
        if (auto refused = planner.add(migration, Direction::down, Skipping::never))
            return unexpected(PlanError(std::move(*refused)));
    return std::move(planner).finish(*at, target, Skipping::never);
}

Result<Plan, PlanError> plan_creation(const Graph& graph, const VersionName& target) {
    const auto path = cheapest_path(graph, std::nullopt, target);
    if (!path) return unexpected(PlanError(path.error()));
    const Present nothing;
    Planner planner(graph, nothing);
    for (const Migration& migration : *path)
        if (auto refused = planner.add(migration, Direction::up, Skipping::never))
            return unexpected(PlanError(std::move(*refused)));
    return std::move(planner).finish(std::nullopt, target, Skipping::never);
}

Result<Plan, NotHere> plan_leg(const Graph& graph, const Present& present,
                               const Migration& migration, Direction direction) {
    const bool up = direction == Direction::up;
    const Skipping skipping = up ? Skipping::satisfied_steps : Skipping::never;
    Planner planner(graph, present);
    if (auto refused = planner.add(migration, direction, skipping))
        return unexpected(std::move(*refused));
    const VersionOrNull to(migration.to);
    return std::move(planner).finish(up ? migration.from : to, up ? to : migration.from, skipping);
}

}  // namespace evolve
