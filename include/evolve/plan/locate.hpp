#pragma once

#include <optional>

#include "evolve/graph/graph.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/plan/present.hpp"

namespace evolve {

/// Where the database stands. The schema decides; history chooses between versions of equal
/// schema. A part-way state is looked for inside each migration first, then on the paths to
/// `target`, where one is given.
Position locate(const Graph& graph, const Present& present,
                const std::optional<VersionName>& target);

}  // namespace evolve
