#pragma once

#include <vector>

#include "cli/commands/common.hpp"

namespace evolve::cli {

/// What --from and --to choose: every migration, those from or to a version, or those on the way
/// from one to the other.
std::vector<Migration> chosen_migrations(const Arguments& arguments, const Loaded& loaded);

}  // namespace evolve::cli
