#pragma once

#include "evolve/sqlite/connection.hpp"

namespace evolve::sqlite {

/// While it lives, a statement that takes more than so many steps of SQLite's virtual machine fails
/// as interrupted (https://sqlite.org/c3ref/progress_handler.html). For connections that listen to
/// nobody: OpenOptions::interrupted and heartbeat are heard no more.
class StepLimit {
public:
    StepLimit(Connection& connection, int steps);
    StepLimit(const StepLimit&) = delete;
    StepLimit& operator=(const StepLimit&) = delete;
    ~StepLimit();

private:
    Connection& connection_;
};

}  // namespace evolve::sqlite
