#pragma once

#include <optional>

#include "evolve/plan/plan.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// The rows that contradict the first precondition of the step that is not met; nothing where all
/// are. Throws sqlite::Failure.
std::optional<RowsContradict> contradicting_rows(sqlite::Connection& connection,
                                                 const PlannedStep& step);

}  // namespace evolve
