#pragma once

#include <string>
#include <vector>

#include "evolve/graph/graph.hpp"
#include "evolve/model/history.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Writes a row of evolve_history for each migration of the receipt; makes the table if it is not
/// there. `grounds` are those of the ProvedPlan, one a migration. To be called in the transaction
/// of the migrations. Throws sqlite::Failure.
void record(sqlite::Connection& connection, const Receipt& receipt,
            const std::vector<Text>& grounds);

/// Writes down that the database is at a version although no migration was run: what a person
/// chose between versions of equal schema. Throws sqlite::Failure.
void record_choice(sqlite::Connection& connection, const Version& version);

/// The migrations of the graph that are not what this database once ran: edited after they were
/// applied (pitfall G04). As "0002-x → 0003-y".
std::vector<std::string> edited_since(const std::vector<HistoryRow>& history, const Graph& graph);

}  // namespace evolve
