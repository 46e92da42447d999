#pragma once

#include <functional>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

struct RunOptions {
    bool check_all = false;  ///< integrity_check of the whole file, before and after
    /// Called once, under the lock, when what is there was looked at, before the first statement
    /// that writes: the file is what it was, and nobody else can change it. A problem ends the run.
    std::function<Result<Done, Explanation>()> before_change = {};
    /// Called with what begins, in words: "drop column 'a' (JSON) of tasks".
    std::function<void(std::string_view what)> on_step = {};
    /// Called before every statement of the plan, before the history row and before COMMIT. What it
    /// throws as sqlite::Failure counts as SQLite's.
    std::function<void(std::string_view sql)> before_statement = {};
    /// Writes the history inside the transaction, when all has been verified.
    std::function<void(sqlite::Connection&, const Receipt&)> record = {};
};

/// Carries out a plan in one transaction: locks, looks again, runs every statement, verifies, and
/// commits (DESIGN sections 6.4 and 6.5). Whatever goes wrong, the database is as before. The one
/// function that changes a database: what is proved is what touches data.
Result<Receipt, RunError> run(sqlite::Connection& connection, const Plan& plan,
                              const Managed& managed, const RunOptions& options = {});

}  // namespace evolve
