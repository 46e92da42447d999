#pragma once

// Internal: a database of some version as a state.

#include <string>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// An old database that is open for reading.
struct OpenedOld {
    sqlite::Connection connection;
    Present present;
    Position position;
};

/// `path` is how it is called in the error.
Result<OpenedOld, Explanation> open_old(const std::string& directory, const std::string& path,
                                        const Graph& graph, const Managed& managed);

/// What it holds, as a state of the migration, at whose beginning or in which it must stand. Throws
/// sqlite::Failure.
State state_of(OpenedOld& opened, const Subject& subject);

}  // namespace evolve
