#pragma once

#include <optional>
#include <vector>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/plan/present.hpp"

namespace evolve {

using PlanError = OneOf<NoPath, NoStart, WrongDirection, NotHere, RanAlready>;

/// How to bring a database up to a version. Steps that a part-way database has already are skipped.
Result<Plan, PlanError> plan_up(const Graph& graph, const Present& present,
                                const Position& position, const VersionName& target);

/// The first migration of a plan that changes rows and, by that history, has done so and was not
/// undone; or nothing.
std::optional<RanAlready> ran_already(const Plan& plan, const std::vector<HistoryRow>& history);

/// How to bring a database that is at a version down to an older one.
Result<Plan, PlanError> plan_down(const Graph& graph, const Present& present,
                                  const Position& position, const VersionName& target);

/// How to make a new installation, by the cheapest way from null.
Result<Plan, PlanError> plan_creation(const Graph& graph, const VersionName& target);

/// How one migration alone is travelled, wherever the database stands. Upwards, steps that are
/// satisfied are skipped.
Result<Plan, NotHere> plan_leg(const Graph& graph, const Present& present,
                               const Migration& migration, Direction direction);

}  // namespace evolve
