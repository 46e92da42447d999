#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evolve/plan/precondition.hpp"
#include "evolve/run/causes.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// The rows that contradict the first of the rules that is not met, put upon them by the step in
/// those words; nothing where all are. Throws sqlite::Failure.
std::optional<RowsContradict> contradicting_rows(sqlite::Connection& connection,
                                                 const std::string& step,
                                                 const std::vector<Precondition>& rules);

}  // namespace evolve
