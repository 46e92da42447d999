#pragma once

// Internal: rows that stand in the way of a step that changes rows.

#include <cstdint>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/plan/precondition.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// What can be said before anything is written: children that would lose their parents, values that
/// a rule would refuse, keys that others have. All else SQLite says while it writes.
std::vector<Precondition> preconditions_of_rows(const Step& step, const Schema& schema);

/// What can be said once the complement holds the rows that are to go again. `before` is the schema
/// at the begin of the leg.
std::vector<Precondition> judgements_of_deletion(const DeleteRows& step, const Schema& schema,
                                                 std::int64_t complement, const Schema& before);

}  // namespace evolve
