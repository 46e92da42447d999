#pragma once

#include <rapidcheck.h>

#include <optional>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A step that changes rows of a table of the schema; nothing where it has none that could be. Rows
/// that a table which `before` does not have would never take claim to be additive: it gets those
/// of queries alone.
std::optional<Step> some_row_step(const Schema& schema, const Schema& before);

}  // namespace evolve
