#pragma once

#include <optional>
#include <vector>

#include "evolve/plan/plan.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// The rows that contradict the first of the step's rules that is not met; nothing where all are.
/// Throws sqlite::Failure.
std::optional<RowsContradict> contradicting_rows(sqlite::Connection& connection,
                                                 const PlannedStep& step,
                                                 const std::vector<Precondition>& rules);

}  // namespace evolve
