#pragma once

#include <optional>

#include "evolve/plan/plan.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// The temporary object of the connection, if there is one, that names or hides a table which the
/// plan changes.
std::optional<TemporaryObject> temporary_object(sqlite::Connection& connection, const Plan& plan);

}  // namespace evolve
