#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/model/value.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// A statement as code of the old version has it: it names its columns.
struct OldStatement {
    std::string sql;
    std::vector<Value> values{};
};

/// SELECT, INSERT, UPDATE and DELETE over every table of the old schema, with keys and values of
/// the state, and SELECTs over its views: what old code could run before and after the migration.
/// The connection is that of a database of that schema.
std::vector<OldStatement> old_statements(sqlite::Connection& connection, const Schema& schema,
                                         const State& state, Chooser& chooser);

/// Whether the table holds the largest key, beyond which SQLite draws lots for the next one.
bool has_largest_key(const RowsOf& rows);

/// What the statements did, one line each: rows read, rows changed, or how it failed; with triggers
/// that fire, or without. Runs them in a transaction and rolls back. The last lines are the digests
/// of the old columns of every table.
std::vector<std::string> effects_of(sqlite::Connection& connection,
                                    const std::vector<OldStatement>& statements,
                                    const Schema& old_schema, bool fire);

/// Whether that is the line of a statement that failed, and not by a constraint: above all, of one
/// that does not compile.
bool could_not_run(std::string_view effect);

}  // namespace evolve
