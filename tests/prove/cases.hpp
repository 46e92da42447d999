#pragma once

#include <cstdlib>
#include <string>

#include "evolve/prove/prover.hpp"

namespace evolve {

/// How many states a test of the suite draws where many are better: $EVOLVE_CASES, or as many as
/// apply does.
inline std::size_t cases() {
    const char* number = std::getenv("EVOLVE_CASES");
    return number == nullptr ? default_cases : std::stoul(number);
}

}  // namespace evolve
