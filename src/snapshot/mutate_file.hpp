#pragma once

#include <string>

#include "evolve/graph/graph.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Changes a database as programs and people do that know nothing of evolve: objects of their own
/// come and go, rows change, a step of a migration is done by hand, what evolve set aside is half
/// gone. Says what it did; nothing where SQLite refused it.
std::string mutate_file(sqlite::Connection& connection, const Graph& graph,
                        const VersionName& version, Chooser& chooser);

}  // namespace evolve
