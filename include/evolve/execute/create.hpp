#pragma once

#include <string_view>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/execute/database.hpp"
#include "evolve/execute/migrate.hpp"

namespace evolve {

/// Makes a new installation and closes it. Where that fails, a file that was not there before is
/// gone again.
Result<Receipt, MigrateError> create_installation(Database database, const Managed& managed,
                                                  const Planner& planner,
                                                  const MigrateOptions& options = {});

}  // namespace evolve
