#pragma once

#include <cstddef>
#include <cstdint>

#include "evolve/plan/proof.hpp"
#include "evolve/prove/schedule.hpp"

namespace evolve {

/// What the states of these units held, in the tables that the migration touches. The states
/// are generated once more, which costs a hundredth of checking them.
Coverage coverage_of(const Subject& subject, const Schedule& schedule,
                     const std::vector<std::size_t>& units, std::uint64_t seed);

}  // namespace evolve
