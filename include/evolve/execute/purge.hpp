#pragma once

#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/execute/database.hpp"
#include "evolve/plan/report.hpp"
#include "evolve/sqlite/storage_failure.hpp"

namespace evolve {

/// The complements that a database keeps, those that no catalogue knows among them. With a time
/// ("2026-11-24", "2026-11-24T10:15:02Z") only those set aside before it: of what was left behind
/// nobody knows when. Reads only.
Result<Purge, StorageFailure> find_kept(Database& database, std::string_view before = "");

/// Removes them in one transaction. What they hold is gone for good.
Result<Purge, StorageFailure> purge(Database& database, std::string_view before = "");

}  // namespace evolve
