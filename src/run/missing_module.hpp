#pragma once

#include <optional>

#include "evolve/plan/plan.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// The first virtual table that the plan makes, drops or keeps in step, and whose module this
/// SQLite does not have. What the plan leaves alone needs none.
std::optional<MissingModule> missing_module(sqlite::Connection& connection, const Plan& plan);

}  // namespace evolve
