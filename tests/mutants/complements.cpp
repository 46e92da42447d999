#include <string>
#include <string_view>

#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// The way back, or the second way up, does not bring back what was there.

namespace evolve {
namespace {

template <class Change>
void for_each_step(Plan& plan, Change change) {
    for (PlannedMigration& migration : plan.migrations)
        for (PlannedStep& step : migration.steps) change(step);
}

void replace(std::string& sql, std::string_view part, std::string_view by) {
    const std::size_t at = sql.find(part);
    if (at != sql.npos) sql.replace(at, part.size(), by);
}

void restore_nothing(Plan& plan) {
    for_each_step(plan, [](PlannedStep& step) {
        for (Restore& restore : step.restores) restore.statements.clear();
        for (std::string& sql : step.copies)
            for (int left = 4; left > 0; --left) replace(sql, " k\" IS NOT NULL", " k\" IS 'x'");
    });
}

/// Each row gets the values of the row before it.
void restore_off_by_one(Plan& plan) {
    for_each_step(plan, [](PlannedStep& step) {
        for (Restore& restore : step.restores)
            for (std::string& sql : restore.statements)
                replace(sql, "WHERE k = ", "WHERE k + 1 = ");
        for (std::string& sql : step.copies) replace(sql, " k\" = ", " k\" + 1 = ");
    });
}

/// The complement of a whole table goes through the lines of a text file.
void keep_as_text(Plan& plan) {
    for_each_step(plan, [](PlannedStep& step) {
        for (Keep& keep : step.keeps)
            for (std::string& sql : keep.statements) {
                const std::size_t at = sql.find(", v1)");
                if (at != sql.npos) sql.replace(at, 5, ", v1 TEXT)");
                const std::size_t two = sql.find(", v1, v2)");
                if (two != sql.npos && sql.starts_with("CREATE"))
                    sql.replace(two, 9, ", v1 TEXT, v2 TEXT)");
            }
    });
}

}  // namespace

std::vector<Mutant> mutants_of_complements() {
    return {
        {"the complement of columns is lost", kept_columns, naive({.plan = keep_nothing}), naive()},
        {"the complement of a table is lost", kept_table, naive({.plan = keep_nothing}), naive()},
        {"the values of new columns are lost on the way back", three_columns,
         naive({.plan = keep_nothing}), naive()},
        {"a complement is not restored", kept_columns, naive({.plan = restore_nothing}), naive()},
        {"a complement goes to the next row", kept_columns, naive({.plan = restore_off_by_one}),
         naive()},
        {"a complement is kept as text", kept_columns, naive({.plan = keep_as_text}), naive()},
        {"the way back forgets a value", three_columns,
         then_runs_below("UPDATE tasks SET size = NULL WHERE size = 7"),
         then_runs_below("UPDATE tasks SET size = size")},
        {"the way back loses a row", kept_columns,
         then_runs_below("DELETE FROM tasks WHERE title = ''"),
         then_runs_below("DELETE FROM tasks WHERE 0")},
        {"the way back forgets an index", three_columns,
         then_runs_below("DROP INDEX IF EXISTS tasks_by_title"), naive()},
    };
}

}  // namespace evolve
