#include "mutants/catalogue.hpp"
#include "mutants/naive.hpp"
#include "mutants/subjects.hpp"

// A failure in between leaves half of the work, or half of the work that is there already is not
// understood.

namespace evolve {
namespace {

RunError refusal() { return Damaged{"a part of it is there already"}; }

/// Declines what is part-way; does all else.
Executor wants_clean_beginnings() {
    return [](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
              const RunOptions& options) -> Result<Receipt, RunError> {
        if (plan.part_way) return unexpected(refusal());
        return naive()(connection, plan, managed, options);
    };
}

/// What runs for the steps that are there already.
Executor for_done_steps(std::string sql) {
    return naive(
        {.at_the_end = [sql = std::move(sql)](sqlite::Connection& connection, const Plan& plan) {
            for (const PlannedMigration& migration : plan.migrations)
                for (const PlannedStep& step : migration.steps)
                    if (goes_up(plan) && step.already_there) connection.execute(sql);
        }});
}

void repeat_done_steps(Plan& plan) {
    for (PlannedMigration& migration : plan.migrations)
        for (PlannedStep& step : migration.steps)
            if (step.already_there) step.statements = statements(step.step, plan.before.schema);
}

/// Takes a migration that is begun for one that is done.
void forget_open_steps(Plan& plan) {
    for (PlannedMigration& migration : plan.migrations)
        for (PlannedStep& step : migration.steps)
            if (plan.part_way) step.statements.clear();
}

/// Writes where nothing is left to do.
void always_fill(sqlite::Connection& connection, const Plan& plan) {
    if (plan.migrations.empty()) connection.execute("UPDATE tasks SET state = 'new'");
}

}  // namespace

std::vector<Mutant> mutants_of_transactions() {
    return {
        {"COMMIT between statements", three_columns, naive({.commits_often = true}), naive()},
        {"no transaction at all", table_and_index, naive({.begins = false}), naive()},
        {"no transaction around a complement", kept_columns, naive({.begins = false}), naive()},
        {"a failure is committed", three_columns, naive({.commits_failures = true}), naive()},
        {"part-way states are refused", three_columns, wants_clean_beginnings(), naive()},
        {"steps that are there are done again", three_columns, naive({.plan = repeat_done_steps}),
         naive()},
        {"columns that are there are filled again", three_columns,
         for_done_steps("UPDATE OR IGNORE tasks SET state = 'new' WHERE 'state' IN (SELECT name "
                        "FROM pragma_table_info('tasks'))"),
         for_done_steps("UPDATE tasks SET title = title")},
        {"a second run fills again", three_columns, naive({.at_the_end = always_fill}), naive()},
        {"a migration that is begun is taken for done", three_columns,
         naive({.plan = forget_open_steps}), naive()},
    };
}

}  // namespace evolve
