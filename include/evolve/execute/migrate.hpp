#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/execute/backup.hpp"
#include "evolve/execute/database.hpp"
#include "evolve/execute/room.hpp"
#include "evolve/graph/settings.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/plan/proved_plan.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/run/run.hpp"

namespace evolve {

/// Why a planner gives no plan.
using PlannerError =
    OneOf<NoPath, NoStart, WrongDirection, NotHere, RanAlready, NeedsConsent, NotProved>;

/// Makes and proves the plan for a database as it is found; asked again when that changed before
/// the lock was taken.
using Planner = std::function<Result<ProvedPlan, PlannerError>(const Present&)>;

using MigrateError =
    OneOf<NoPath, NoStart, WrongDirection, NotHere, RanAlready, NeedsConsent, NotProved,
          InsideTransaction, TemporaryObject, MissingModule, ChangedMeanwhile, NotReady, Damaged,
          DoesNotCompile, RowsContradict, Stopped, introspect::Unreadable, StorageFailure, NoRoom>;

struct MigrateOptions {
    bool history = true;  ///< whether evolve_history gets its rows
    /// Before rows move, the state that they are in is backed up; nothing: it is not.
    std::optional<BackupOptions> backup = {};
    FreeBytes free = free_bytes;
    bool check_all = false;                                           ///< see RunOptions
    std::function<void(std::string_view what)> on_step = {};          ///< see RunOptions
    std::function<void(std::string_view sql)> before_statement = {};  ///< see RunOptions
};

/// Brings a database to where its plan leads, in one transaction, or leaves it as it is. An empty
/// plan gives a receipt without migrations, and neither locks nor writes (pitfall E05). Where rows
/// move, nothing is written that the disk has not the room for (pitfall I01). A backup stays where
/// the plan was carried out, and where the disk failed.
Result<Receipt, MigrateError> migrate(Database& database, const Managed& managed,
                                      const Planner& planner, const MigrateOptions& options = {});

}  // namespace evolve
