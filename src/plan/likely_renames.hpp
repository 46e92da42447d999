#pragma once

#include <vector>

#include "evolve/model/difference.hpp"
#include "evolve/plan/schema_steps.hpp"

namespace evolve {

/// What goes and what comes, alike in all but the name.
std::vector<LikelyRename> likely_renames(const Difference& difference);

}  // namespace evolve
