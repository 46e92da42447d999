#pragma once

#include <vector>

#include "evolve/introspect/health.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// The views and triggers of a schema that compile in no database of it, as where a trigger names a
/// table that no version before has: SQLite creates them. Empty where the schema cannot be made.
std::vector<introspect::Broken> broken_by_itself(const Schema& schema);

}  // namespace evolve
