#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "mutants/naive.hpp"

// Tables written anew as scripts by hand and other tools do it. Each executor here runs the
// statements of the plan with no guard, as naive() does, and makes one mistake in those that write
// a table anew on the way up.

namespace evolve {

/// Changes what is run where a table is written anew.
using Spoil = std::function<void(PlannedStep& step, const Plan& plan)>;
Executor by_hand(Spoil spoil, std::string settings = "PRAGMA foreign_keys = OFF");

/// Nothing is wrong with the statements, but foreign keys stay on, as most connections have them.
Executor with_foreign_keys_on();
/// … and are deferred, which is taken for a remedy.
Executor with_foreign_keys_deferred();

/// Leaves out the statements that begin so.
Spoil forgets(std::string_view beginning);
/// Leaves out what keeps the rowids.
Spoil renumbers();
/// INSERT INTO new SELECT * FROM old.
Spoil copies_by_position();
/// INSERT, INSERT OR IGNORE or INSERT OR REPLACE instead of INSERT OR ABORT, which is told apart
/// by what the table's own conflict clauses then do.
Spoil inserts(std::string by);
/// Reads each value through an expression: `printf('%s', $)`, where $ is the column.
Spoil reads_values_as(std::string expression);
/// Names a new column in what is copied. In double quotes SQLite takes it for a text.
Spoil copies_the_new_column(std::string column);
/// Moves the old table aside first, and takes it away at the end.
Spoil renames_the_old_table_away();
/// DROP TABLE, CREATE TABLE, and no rows.
Spoil drops_and_creates();
/// Records that it was done.
Spoil does_nothing();
/// Runs this instead.
Spoil runs(std::string sql);
/// Writes another definition than the wished one.
Spoil defines(std::function<void(Table&)> change);
/// Writes what `PRAGMA table_info` tells of a table, and copies into that.
Spoil defines_by_table_info();

// Changes for defines().
void lose_checks(Table& table);
void lose_foreign_keys(Table& table);
void lose_unique(Table& table);
void lose_options(Table& table);
void lose_collations(Table& table);
void lose_conflict_clauses(Table& table);
void lose_autoincrement(Table& table);

/// The way up keeps nothing, so that the way back can only guess.
Executor keeps_nothing();

/// Everything at once that the common script does: foreign keys on, a definition by table_info,
/// INSERT, DROP, RENAME, and nothing of what DROP TABLE took along.
Executor common_script();

}  // namespace evolve
