#pragma once

#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"

namespace evolve {

/// A chain of migrations upwards, each beginning where the one before ends.
using Path = std::vector<Migration>;

/// The chain from one version up to another that reads and writes the fewest rows, and among those
/// the one of fewest steps. Empty where both are the same version.
Result<Path, NoPath> cheapest_path(const Graph& graph, const VersionOrNull& from,
                                   const VersionName& to);

}  // namespace evolve
