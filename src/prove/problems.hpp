#pragma once

#include <optional>
#include <string>

#include "prove/bench.hpp"

// What laws have to say of a database.

namespace evolve {

/// Why a run was refused, in words.
std::string why(const RunError& error);

/// The first of the sorted problems that was not there before.
std::optional<std::string> first_new(const Problems& before, const Problems& after);

}  // namespace evolve
