#include <utility>

#include "mutants/by_hand.hpp"
#include "mutants/catalogue.hpp"
#include "mutants/subjects.hpp"

// Tables are written anew as scripts by hand do it. The twin is the engine.

namespace evolve {
namespace {

Mutant mistake(std::string name, Subject (*migration)(), Executor wrong) {
    return {std::move(name), migration, std::move(wrong), run};
}

Mutant mistake(std::string name, Subject (*migration)(), Spoil spoil) {
    return mistake(std::move(name), migration, by_hand(std::move(spoil)));
}

}  // namespace

std::vector<Mutant> mutants_of_rebuilds() {
    return {
        // What DROP TABLE sets off and takes along.
        mistake("a rebuild deletes children, with foreign keys on", rebuilt_parent,
                with_foreign_keys_on()),
        mistake("a rebuild deletes children, with foreign keys deferred", rebuilt_parent,
                with_foreign_keys_deferred()),
        mistake("a rebuild is the common script", rebuilt_parent, common_script()),
        mistake("a rebuild forgets the indexes", rebuilt_parent, forgets("CREATE INDEX")),
        mistake("a rebuild forgets the triggers", rebuilt_parent, forgets("CREATE TRIGGER")),
        mistake("a rebuild forgets the counter of AUTOINCREMENT", rebuilt_parent,
                forgets("INSERT INTO main.sqlite_sequence")),
        mistake("a rebuild numbers rows anew", rebuilt_plain, renumbers()),
        mistake("a rebuild moves the old table aside first", rebuilt_parent,
                renames_the_old_table_away()),
        mistake("a rebuild stops at a view over the table", rebuilt_parent,
                forgets("PRAGMA legacy_alter_table = 1")),
        // The definition.
        mistake("a rebuild writes what table_info tells", rebuilt_parent, defines_by_table_info()),
        mistake("a rebuild loses CHECKs", rebuilt_parent, defines(lose_checks)),
        mistake("a rebuild loses foreign keys", rebuilt_child, defines(lose_foreign_keys)),
        mistake("a rebuild loses UNIQUE", rebuilt_parent, defines(lose_unique)),
        mistake("a rebuild loses conflict clauses", rebuilt_parent, defines(lose_conflict_clauses)),
        mistake("a rebuild loses AUTOINCREMENT", rebuilt_parent, defines(lose_autoincrement)),
        mistake("a rebuild loses STRICT and WITHOUT ROWID", rebuilt_strict, defines(lose_options)),
        mistake("a rebuild loses collations", rebuilt_strict, defines(lose_collations)),
        // The rows.
        mistake("a rebuild copies by position", reordered, copies_by_position()),
        mistake("a rebuild copies a new column, and its name gets into the rows",
                column_in_the_middle, copies_the_new_column("d")),
        mistake("a rebuild drops and creates", rebuilt_parent, drops_and_creates()),
        mistake("a rebuild does nothing", rebuilt_plain, does_nothing()),
        mistake("a rebuild lets a conflict clause swallow rows", not_null_or_ignore,
                inserts("INSERT")),
        mistake("a rebuild passes over rows with NULL in the new key", keyed,
                inserts("INSERT OR IGNORE")),
        mistake("a rebuild keeps the last of rows that become equal", made_unique,
                inserts("INSERT OR REPLACE")),
        mistake("a rebuild passes over rows that contradict a new CHECK", checked,
                inserts("INSERT OR IGNORE")),
        mistake("a rebuild copies values as text", rebuilt_plain,
                reads_values_as("CAST($ AS TEXT)")),
        mistake("a rebuild copies values through printf", rebuilt_plain,
                reads_values_as("printf('%s', $)")),
        mistake("a rebuild copies values through quotes", rebuilt_plain,
                reads_values_as("trim(quote($), '''')")),
        mistake("a rebuild copies numbers as a language of doubles has them", rebuilt_plain,
                reads_values_as("CASE typeof($) WHEN 'integer' THEN $ + 0.0 ELSE $ END")),
        mistake("a rebuild trims texts", rebuilt_plain, reads_values_as("trim($)")),
        // The way back.
        mistake("a rebuild keeps nothing of what it converts", converted, keeps_nothing()),
        mistake("a rebuild forgets which rows were NULL", not_null, keeps_nothing()),
        mistake(
            "a rebuild swaps two names by copying", swapped,
            naive({.plan =
                       [](Plan& plan) {
                           for (PlannedMigration& migration : plan.migrations)
                               for (PlannedStep& step : migration.steps)
                                   step.statements = {"UPDATE r SET a = c", "UPDATE r SET c = a"};
                       }})),
    };
}

}  // namespace evolve
