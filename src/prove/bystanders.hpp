#pragma once

#include <vector>

#include "evolve/prove/contents.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Adds what real files hold besides an application's tables: a table of the user's own with odd
/// names and rows of every class, a view and a trigger on it, an index. Nothing in it may change.
void add_bystanders(sqlite::Connection& connection);

/// Its rows.
TableView bystanders_view();

}  // namespace evolve
