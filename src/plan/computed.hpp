#pragma once

#include <string>
#include <vector>

#include "evolve/model/table.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// SELECTs that compute each value of those virtual columns of the table which may have none.
/// SQLite computes them only when somebody reads them: a row for which it cannot is taken, and then
/// nobody can read the table (https://sqlite.org/gencol.html).
std::vector<std::string> computations(const Table& table);

/// Whether the step, done in place, may make such rows.
bool may_make_uncomputable(const Step& step);

}  // namespace evolve
