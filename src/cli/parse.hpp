#pragma once

#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/command.hpp"

namespace evolve::cli {

/// Reads the arguments that follow the command's name. Throws Refused where they are wrong.
Arguments parse(const Command& command, const std::vector<std::string>& arguments);

/// What `help COMMAND` prints.
std::string help_of(const Command& command);

}  // namespace evolve::cli
