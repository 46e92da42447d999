#pragma once

#include <string>
#include <vector>

#include "cli/surroundings.hpp"

namespace evolve::cli {

/// The whole program: does what the arguments ask (without the program's own name), writes what
/// there is to say, and gives the exit code.
int run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings);

}  // namespace evolve::cli
