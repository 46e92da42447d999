#include "mutants/naive.hpp"

#include <string>
#include <utility>

#include "evolve/introspect/objects.hpp"
#include "evolve/run/broken_others.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve {
namespace {

Receipt receipt_of(Plan plan) {
    std::vector<MigrationReceipt> parts(plan.migrations.size());
    return {std::move(plan), std::move(parts)};
}

/// Carries out one plan.
class Script {
public:
    Script(sqlite::Connection& connection, const RunOptions& options, const Habit& habit)
        : connection_(connection), options_(options), habit_(habit) {}

    void carry_out(const Plan& plan) {
        connection_.execute(habit_.settings);
        if (habit_.begins) connection_.execute("BEGIN");
        const BrokenOthers broken(
            plan.before.others,
            introspect::broken_objects(connection_, introspect::read_objects(connection_)));
        for (const PlannedMigration& migration : plan.migrations) carry_out(migration, broken);
        if (habit_.at_the_end) habit_.at_the_end(connection_, plan);
        if (options_.record) options_.record(connection_, receipt_of(plan));
        pause("COMMIT");
        if (connection_.in_transaction()) connection_.execute("COMMIT");
    }

    void give_up() {
        if (connection_.in_transaction())
            connection_.execute(habit_.commits_failures ? "COMMIT" : "ROLLBACK");
    }

private:
    /// Beside what others left broken SQLite would refuse a script too, which renames with all of
    /// SQLite's looks.
    void carry_out(const PlannedMigration& migration, const BrokenOthers& broken) {
        std::vector<IndexUpkeep> in_step = migration.upkeep;
        std::erase_if(in_step, [&](const IndexUpkeep& index) { return !holds(index.before); });
        const Step renaming = RenameTable{};
        for (const PlannedStep& step : migration.steps) {
            const bool acts =
                !step.copies.empty() || !step.restricted.empty() || !step.statements.empty();
            if (acts) execute(broken.removal(renaming));
            execute(step.copies);
            for (const Keep& keep : step.keeps) execute(keep.statements);
            if (step.row_change) {
                execute(step.row_change->computes);
                execute(step.row_change->statements);
                execute(step.row_change->afterwards);
                execute(step.row_change->clean_up);
                execute(step.row_change->spent);
            }
            execute(step.restricted);
            execute(step.statements);
            if (acts) execute(broken.restoration(renaming));
            for (const Restore& restore : step.restores) {
                execute(restore.statements);
                execute(restore.checks);
                execute(restore.clean_up);
            }
        }
        for (const IndexUpkeep& index : in_step)
            if (index.after.empty() || !holds(index.after)) execute(index.renewal);
    }

    /// Whether the statement, if there is one, does not fail.
    bool holds(const std::string& sql) {
        try {
            connection_.execute(sql);
            return true;
        } catch (const sqlite::Failure&) {
            return false;
        }
    }

    void execute(const std::vector<std::string>& statements) {
        for (const std::string& sql : statements) {
            pause(sql);
            connection_.execute(sql);
            if (habit_.commits_often) connection_.execute("COMMIT; BEGIN");
        }
    }

    void pause(const std::string& sql) const {
        if (options_.before_statement) options_.before_statement(sql);
    }

    sqlite::Connection& connection_;
    const RunOptions& options_;
    const Habit& habit_;
};

}  // namespace

bool goes_up(const Plan& plan) {
    return !plan.migrations.empty() && plan.migrations.front().direction == Direction::up;
}

bool goes_down(const Plan& plan) {
    return !plan.migrations.empty() && plan.migrations.front().direction == Direction::down;
}

Executor naive(Habit habit) {
    return [habit = std::move(habit)](sqlite::Connection& connection, const Plan& planned,
                                      const Managed&,
                                      const RunOptions& options) -> Result<Receipt, RunError> {
        Plan plan = planned;
        if (habit.plan) habit.plan(plan);
        Script script(connection, options, habit);
        try {
            script.carry_out(plan);
            return receipt_of(std::move(plan));
        } catch (const sqlite::Failure& failure) {
            script.give_up();
            return unexpected(RunError(Stopped{StorageFailure(failure), "a naive script"}));
        }
    };
}

Executor then_runs(std::string sql) {
    return naive(
        {.at_the_end = [sql = std::move(sql)](sqlite::Connection& connection, const Plan& plan) {
            if (goes_up(plan)) connection.execute(sql);
        }});
}

Executor then_runs_below(std::string sql) {
    return naive(
        {.at_the_end = [sql = std::move(sql)](sqlite::Connection& connection, const Plan& plan) {
            if (goes_down(plan)) connection.execute(sql);
        }});
}

Executor then_runs_if(std::string query, std::string sql) {
    return naive({.at_the_end = [query = std::move(query), sql = std::move(sql)](
                                    sqlite::Connection& connection, const Plan& plan) {
        if (goes_up(plan) && sqlite::query_integer(connection, query) > 0) connection.execute(sql);
    }});
}

Executor runs_after_commit(std::string sql) {
    return [sql = std::move(sql)](sqlite::Connection& connection, const Plan& plan,
                                  const Managed& managed,
                                  const RunOptions& options) -> Result<Receipt, RunError> {
        auto receipt = run(connection, plan, managed, options);
        if (receipt && goes_up(plan)) connection.execute(sql);
        return receipt;
    };
}

Executor unrecorded() {
    return [](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
              const RunOptions& options) {
        RunOptions silent = options;
        silent.record = {};
        return run(connection, plan, managed, silent);
    };
}

void keep_nothing(Plan& plan) {
    for (PlannedMigration& migration : plan.migrations)
        for (PlannedStep& step : migration.steps) {
            step.keeps.clear();
            step.restores.clear();
        }
}

}  // namespace evolve
