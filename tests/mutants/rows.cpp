#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// Rows go, come, or are another's.

namespace evolve {
namespace {

/// The twin looks at the same rows and leaves them.
Mutant deleting(std::string name, const std::string& table, const std::string& where) {
    return {std::move(name), three_columns, then_runs("DELETE FROM " + table + " WHERE " + where),
            then_runs("DELETE FROM " + table + " WHERE (" + where + ") AND 0")};
}

/// A table is made anew and filled from the old one.
Executor rebuilding(const std::string& into, const std::string& from) {
    return then_runs("CREATE TABLE rebuilt (a TEXT, b INTEGER, extra); INSERT INTO rebuilt " +
                     into + " SELECT " + from +
                     " FROM notes; DROP TABLE notes; PRAGMA legacy_alter_table = 1;"
                     "ALTER TABLE rebuilt RENAME TO notes; PRAGMA legacy_alter_table = 0");
}

const char* const counted =
    "UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(id), 0) FROM "
    "tasks) WHERE name = 'tasks'";

}  // namespace

std::vector<Mutant> mutants_of_rows() {
    return {
        deleting("rows with two NULLs are lost", "tasks", "title IS NULL AND size IS NULL"),
        deleting("duplicates are merged", "notes",
                 "rowid NOT IN (SELECT min(rowid) FROM notes GROUP BY a, b)"),
        deleting("rows after the 100th are lost", "tasks",
                 "id IN (SELECT id FROM tasks ORDER BY id LIMIT -1 OFFSET 100)"),
        deleting("rows with negative keys are lost", "tasks", "id < 0"),
        deleting("the row with the largest key is lost", "tasks", "id = 9223372036854775807"),
        deleting("the only row is lost", "tasks", "(SELECT count(*) FROM tasks) = 1"),
        deleting("orphans are deleted", "tasks",
                 "experiment_id NOT IN (SELECT id FROM experiments)"),
        deleting("parents are deleted under their children", "experiments",
                 "id IN (SELECT experiment_id FROM tasks)"),
        {"an empty table gets a row", three_columns,
         then_runs("INSERT INTO experiments (name) SELECT 'general' WHERE NOT EXISTS (SELECT 1 "
                   "FROM experiments)"),
         naive()},
        {"columns are copied by their order", three_columns, rebuilding("", "*"),
         rebuilding("(rowid, a, b, extra)", "rowid, a, b, extra")},
        {"rows are numbered anew", three_columns, rebuilding("(a, b, extra)", "a, b, extra"),
         rebuilding("(rowid, a, b, extra)", "rowid, a, b, extra")},
        {"two columns change places", three_columns, then_runs("UPDATE notes SET a = b, b = a"),
         then_runs("UPDATE notes SET a = a, b = b")},
        {"the counter of AUTOINCREMENT is reset", three_columns, then_runs(counted), naive()},
        {"the counter of AUTOINCREMENT is forgotten", three_columns,
         then_runs("DELETE FROM sqlite_sequence WHERE name = 'tasks'"), naive()},
    };
}

}  // namespace evolve
