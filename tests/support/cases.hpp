#pragma once

#include <cstddef>
#include <cstdlib>
#include <string>

namespace evolve {

/// How many random values a test draws where many are better: $EVOLVE_CASES, or as many as keep the
/// suite quick.
inline std::size_t random_cases(std::size_t few) {
    const char* number = std::getenv("EVOLVE_CASES");
    return number == nullptr ? few : std::stoul(number);
}

}  // namespace evolve
