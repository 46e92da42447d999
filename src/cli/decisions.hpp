#pragma once

#include "cli/arguments.hpp"
#include "evolve/plan/schema_steps.hpp"

namespace evolve::cli {

/// What --rename, --fill and --using say. Throws Refused where one is not written as it should be.
Decisions decisions_of(const Arguments& arguments);

}  // namespace evolve::cli
