#include "evolve/sqlite/step_limit.hpp"

#include <sqlite3.h>

namespace evolve::sqlite {

StepLimit::StepLimit(Connection& connection, int steps) : connection_(connection) {
    sqlite3_progress_handler(
        connection_.session().handle(), steps, [](void*) { return 1; }, nullptr);
}

StepLimit::~StepLimit() {
    sqlite3_progress_handler(connection_.session().handle(), 0, nullptr, nullptr);
}

}  // namespace evolve::sqlite
