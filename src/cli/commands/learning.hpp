#pragma once

#include <string>

#include "cli/commands/common.hpp"

namespace evolve::cli {

/// Notes in profile.json what the database of --learn is like, as far as a version of the graph has
/// its tables; says so.
std::string learned(const Arguments& arguments, const Loaded& loaded,
                    const Surroundings& surroundings);

}  // namespace evolve::cli
