#pragma once

#include <functional>
#include <string>

#include "evolve/prove/subject.hpp"

// Executors that carry a plan out with no guard of any kind, as a script by hand would, and the
// mistakes that such a script makes. The guard inside `run` refuses many of them by itself; here
// the laws have to see them.

namespace evolve {

/// What a naive executor does besides, or otherwise.
struct Habit {
    /// Changes the plan before it is carried out.
    std::function<void(Plan&)> plan = {};
    /// Works on the database after the last statement, before COMMIT.
    std::function<void(sqlite::Connection&, const Plan&)> at_the_end = {};
    std::string settings = "PRAGMA foreign_keys = OFF";  ///< before the transaction
    bool begins = true;                                  ///< a transaction
    bool commits_often = false;                          ///< after every statement
    bool commits_failures = false;                       ///< COMMIT where ROLLBACK belongs
};

/// Runs the plan's statements in the order in which `run` does.
Executor naive(Habit habit = {});

/// Naive, and runs this SQL at the end of every plan that goes up.
Executor then_runs(std::string sql);

/// Naive, and runs this SQL at the end of every plan that goes down.
Executor then_runs_below(std::string sql);

/// Naive, and runs this SQL at the end of a plan that goes up if the query answers a number above
/// 0.
Executor then_runs_if(std::string query, std::string sql);

/// `run` itself, and this SQL when it has committed: behind the back of the guard.
Executor runs_after_commit(std::string sql);

/// `run` itself, but that it does not write down that it ran.
Executor unrecorded();

/// Sets nothing aside.
void keep_nothing(Plan& plan);

bool goes_up(const Plan& plan);
bool goes_down(const Plan& plan);

}  // namespace evolve
