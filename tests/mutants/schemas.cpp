#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// The schema is another, or an object that is none of the migration's business is touched, or a
// step says that it keeps more than it does.

namespace evolve {
namespace {

void replace(std::string& text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    if (at != text.npos) text.replace(at, what.size(), by);
}

/// A statement of the plan says something else.
Executor saying(std::string what, std::string by) {
    return naive({.plan = [what = std::move(what), by = std::move(by)](Plan& plan) {
        for (PlannedMigration& migration : plan.migrations)
            for (PlannedStep& step : migration.steps)
                for (std::string& sql : step.statements) replace(sql, what, by);
    }});
}

/// Runs SQL where the user's own table is there.
Executor at_bystander(const std::string& sql) {
    return then_runs_if("SELECT count(*) FROM sqlite_schema WHERE name = 'un managed'", sql);
}

}  // namespace

std::vector<Mutant> mutants_of_schemas() {
    const std::string again = "CREATE INDEX IF NOT EXISTS tasks_by_title ON tasks (title)";
    return {
        {"an index is forgotten", three_columns, then_runs("DROP INDEX IF EXISTS tasks_by_title"),
         then_runs("DROP INDEX IF EXISTS tasks_by_title; " + again)},
        {"new rows get another default than the old", three_columns,
         then_runs("UPDATE tasks SET state = 'old' WHERE state = 'new'"),
         then_runs("UPDATE tasks SET state = state")},
        {"the default is another than the step's", three_columns, saying("'new'", "'old'"),
         saying("'new'", "'new'")},
        {"a default becomes NULL in old rows", three_columns,
         then_runs("UPDATE tasks SET state = NULL WHERE state = 'new'"), naive()},
        {"a trigger is left in", three_columns,
         then_runs("CREATE TRIGGER leftover AFTER INSERT ON tasks BEGIN SELECT 1; END"),
         then_runs(
             "CREATE TRIGGER leftover AFTER INSERT ON tasks BEGIN SELECT 1; END; DROP TRIGGER "
             "leftover")},
        {"a scratch table is left in", three_columns, then_runs("CREATE TABLE scratch (a)"),
         then_runs("CREATE TABLE scratch (a); DROP TABLE scratch")},
        {"rows of an unmanaged table are changed", three_columns,
         at_bystander("UPDATE \"un managed\" SET \"v \"\"x\" = trim(\"v \"\"x\") WHERE "
                      "typeof(\"v \"\"x\") = 'text'"),
         at_bystander("UPDATE \"un managed\" SET \"v \"\"x\" = \"v \"\"x\"")},
        {"an unmanaged view is dropped", three_columns,
         then_runs("DROP VIEW IF EXISTS \"un managed view\""), naive()},
        {"user_version is set", three_columns, then_runs("PRAGMA user_version = 2"), naive()},
        {"application_id is set", three_columns, then_runs("PRAGMA application_id = 2"), naive()},
        {"a new table begins with an orphan", table_and_index,
         then_runs("INSERT INTO logs (task_id) VALUES (123456789)"), naive()},
        {"old INSERTs are refused by a step that says additive", unique_index, naive(), naive(),
         StepClass::additive},
        {"an index that old code names goes, and the step says additive", no_index, naive(),
         naive(), StepClass::additive},
        {"a column that old code reads goes, and the step says additive", kept_columns, naive(),
         naive(), StepClass::additive},
        {"values go for good, and the step says that it keeps them", lost_column, naive(), naive(),
         StepClass::breaking},
    };
}

}  // namespace evolve
