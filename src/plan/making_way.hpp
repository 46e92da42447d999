#pragma once

// Internal: views, triggers and virtual tables that are in the way of a wished schema.

#include <vector>

#include "evolve/model/difference.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// The steps that drop what goes or is to be another, and all that depends on a view or virtual
/// table among it, in an order in which they may be: triggers before the views that they may stand
/// on, and what was made last first. `difference` is that of the wished schema.
std::vector<Step> steps_that_make_way(const Schema& now, const Schema& wished,
                                      const Difference& difference);

}  // namespace evolve
