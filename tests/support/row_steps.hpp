#pragma once

#include <rapidcheck.h>

#include <optional>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A step that changes rows of a table of the schema; nothing where it has none that could be.
std::optional<Step> some_row_step(const Schema& schema);

}  // namespace evolve
