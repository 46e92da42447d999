#pragma once

#include <vector>

#include "evolve/prove/contents.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Adds what real files hold besides an application's tables: a table of the user's own with odd
/// names and rows of every class, a view and a trigger on it, an index. Nothing in it may change.
void add_bystanders(sqlite::Connection& connection);

/// Adds what other tools leave behind: a ledger of theirs, and a view and a trigger of a table that
/// is gone, beside which SQLite renames nothing and drops no column.
void add_left_behind(sqlite::Connection& connection);

/// The rows of the one, and of the other.
TableView bystanders_view();
TableView ledger_view();

}  // namespace evolve
