#include <algorithm>
#include <utility>

#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// Views, triggers and virtual tables, as scripts by hand leave them.

namespace evolve {
namespace {

/// Changes each step of a plan that goes up.
Executor spoiling(std::function<void(PlannedStep&)> spoil) {
    return naive({.plan = [spoil = std::move(spoil)](Plan& plan) {
        if (!goes_up(plan)) return;
        for (PlannedMigration& migration : plan.migrations)
            for (PlannedStep& step : migration.steps) spoil(step);
    }});
}

/// Leaves out the statements that begin so.
Executor forgetting(std::string beginning) {
    return spoiling([beginning = std::move(beginning)](PlannedStep& step) {
        std::erase_if(step.statements,
                      [&](const std::string& sql) { return sql.starts_with(beginning); });
    });
}

/// The rows are written, and nobody tells the indexes of them.
Executor forgetting_indexes() {
    return naive({.plan = [](Plan& plan) {
        for (PlannedMigration& migration : plan.migrations) migration.upkeep.clear();
    }});
}

/// DROP TABLE, as if there were nothing in a virtual table.
Executor dropping_virtual_tables() {
    return spoiling([](PlannedStep& step) {
        if (step.keeps.empty()) return;
        step.keeps.clear();
        step.statements = {"DROP TABLE letters"};
    });
}

/// The table is written anew under the new name of the column, and the view over it is left as it
/// is: its "nick" is then no column any more, but a text.
Executor renaming_beneath_the_view() {
    return spoiling([](PlannedStep& step) {
        if (step.statements.empty()) return;
        step.statements = {"CREATE TABLE people_new (id INTEGER PRIMARY KEY, name TEXT)",
                           "INSERT INTO people_new (id, name) SELECT id, nick FROM people",
                           "DROP TABLE people",
                           "PRAGMA legacy_alter_table = 1",
                           "ALTER TABLE people_new RENAME TO people",
                           "PRAGMA legacy_alter_table = 0"};
    });
}

}  // namespace

std::vector<Mutant> mutants_of_objects() {
    return {
        {"a full-text index is out of step after the rebuild of its source", indexed_source,
         forgetting_indexes(), run},
        {"a new index of rows that are there is left empty", new_index, forgetting_indexes(), run},
        {"a virtual table goes with what it held", dropped_letters, dropping_virtual_tables(), run},
        {"rows do not go along into the new definition of a virtual table", replaced_letters,
         forgetting("INSERT INTO main.\"letters\" (\"rowid\""), run},
        {"a view turns silently into a text", renamed_beneath_a_view, renaming_beneath_the_view(),
         run},
        {"a view is replaced, and its trigger forgotten", replaced_view,
         forgetting("CREATE TRIGGER"), run},
    };
}

}  // namespace evolve
