#pragma once

// Internal: rows that stand in the way of a step that changes rows.

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/plan/precondition.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// What can be said before anything is written: children that would lose their parents, values that
/// a rule would refuse, keys that others have. All else SQLite says while it writes.
/// `before` is the schema at the begin of the leg, where the step does again what the way back had
/// undone, else null: the rows of what the leg makes itself then return as they were.
std::vector<Precondition> preconditions_of_rows(const Step& step, const Schema& schema,
                                                const Schema* before);

}  // namespace evolve
