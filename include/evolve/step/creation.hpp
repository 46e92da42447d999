#pragma once

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// The steps that make a schema out of the empty one, in an order in which each finds what it
/// needs.
std::vector<Step> creation_of(const Schema& schema);

}  // namespace evolve
