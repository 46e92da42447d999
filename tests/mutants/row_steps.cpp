#include <string>
#include <string_view>

#include "evolve/sqlite/query.hpp"
#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// Steps that change rows change others, or otherwise, or twice; or do not find their way back.

namespace evolve {
namespace {

/// The twin looks at the same rows and leaves them.
Mutant besides(std::string name, Subject (*migration)(), const std::string& sql,
               const std::string& condition) {
    return {std::move(name), migration, then_runs(sql + " WHERE " + condition),
            then_runs(sql + " WHERE (" + condition + ") AND 0")};
}

bool goes(const Plan& plan, Direction direction) {
    return direction == Direction::up ? goes_up(plan) : goes_down(plan);
}

/// Replaces a part of every statement that computes what is to be done.
Executor computing(std::string part, std::string by, Direction direction = Direction::up) {
    return naive({.plan = [=](Plan& plan) {
        if (!goes(plan, direction)) return;
        for (PlannedStep& step : plan.migrations.front().steps) {
            if (!step.row_change) continue;  // of a migration before it
            for (std::string& sql : step.row_change->computes)
                for (auto at = sql.find(part); at != sql.npos; at = sql.find(part, at + by.size()))
                    sql.replace(at, part.size(), by);
        }
    }});
}

/// Leaves out what comes after the change, or of it, where it begins so.
Executor without(std::string_view beginning, Direction direction) {
    return naive({.plan = [=](Plan& plan) {
        if (!goes(plan, direction)) return;
        for (PlannedStep& step : plan.migrations.front().steps) {
            if (!step.row_change) continue;
            for (auto* statements : {&step.row_change->statements, &step.row_change->afterwards})
                std::erase_if(*statements,
                              [&](const std::string& sql) { return sql.starts_with(beginning); });
        }
    }});
}

/// Takes every row of the table on the way back.
Executor taking_all() {
    return naive({.plan = [](Plan& plan) {
        if (!goes_down(plan)) return;
        for (PlannedStep& step : plan.migrations.front().steps) {
            if (!step.row_change) continue;
            for (std::string& sql : step.row_change->statements)
                if (sql.starts_with("DELETE FROM main.\"l\"")) sql = "DELETE FROM main.\"l\"";
        }
    }});
}

std::vector<Mutant> on_the_way_up() {
    return {
        besides("an update fires a trigger", rows_updated, "UPDATE c SET v = 'fired'",
                "p IN (SELECT k FROM evolve_kept_1)"),
        {"a deletion cascades", rows_deleted,
         then_runs("DELETE FROM c WHERE p IN (SELECT k FROM evolve_kept_1)"), Executor(run)},
        besides("an update runs twice", rows_updated, "UPDATE t SET n = n + 1",
                "id IN (SELECT k FROM evolve_kept_1)"),
        {"an insertion runs twice", rows_inserted, then_runs("INSERT INTO l (a) VALUES ('x')"),
         naive()},
        {"a migration of rows is not written down", rows_updated, unrecorded(), Executor(run)},
        {"an update forgets its condition", rows_updated,
         computing(" WHERE (state = 'open')", " WHERE 1"), naive()},
        {"an update takes NULL for true", rows_updated,
         computing(" WHERE (state = 'open')", " WHERE ifnull(state = 'open', 1)"), naive()},
        besides("an update reads what it has just set", rows_updated,
                "UPDATE t SET a = 'was ' || state", "id IN (SELECT k FROM evolve_kept_1)"),
        {"a deletion takes NULL for true", lines_deleted,
         computing(" WHERE (length ( a ) > 1)", " WHERE ifnull(length(a) > 1, 1)"), naive()},
        {"the rows of a query are inserted in another order", query_inserted,
         computing("DESC", "ASC"), naive()},
        {"the rows of a query are inserted once each", query_inserted,
         computing("SELECT state", "SELECT DISTINCT state"), naive()},
    };
}

std::vector<Mutant> on_the_way_back() {
    constexpr Direction down = Direction::down;
    return {
        {"the complement of an update is lost", rows_updated,
         then_runs("DELETE FROM evolve_kept_1"), naive()},
        {"the complement of an update goes to the next row", rows_updated,
         computing("\".k = ", "\".k + 1 = ", down), naive()},
        {"deleted rows come back under other keys", lines_deleted,
         then_runs_below("UPDATE l SET id = id - 1000000 WHERE length(a) > 1"), naive()},
        {"deleted rows come back trimmed", lines_deleted,
         then_runs_below("UPDATE l SET a = trim(a) WHERE length(a) > 1"), naive()},
        {"inserted rows leave the counter behind", rows_inserted,
         without("UPDATE main.sqlite_sequence", down), naive()},
        {"the way back takes rows that came later", rows_inserted, taking_all(), naive()},
        {"the second way up updates rows that came later", rows_updated,
         without("INSERT INTO main.\"evolve_kept_", down), naive()},
        {"the second way up deletes rows that came later", lines_deleted,
         without("INSERT INTO main.\"evolve_kept_", down), naive()},
    };
}

}  // namespace

std::vector<Mutant> mutants_of_row_steps() {
    std::vector<Mutant> all = on_the_way_up();
    for (Mutant& mutant : on_the_way_back()) all.push_back(std::move(mutant));
    return all;
}

}  // namespace evolve
