#include <memory>

#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/mistake_maker.hpp"

// The schema is another, or the run as a whole is not what it should be.

namespace evolve {
namespace {

/// A deed that changes the schema, which no count of changes tells.
Deed definition(std::string sql) {
    return [sql = std::move(sql)](sqlite::Connection& connection) {
        try {
            connection.execute(sql);
            return true;
        } catch (const sqlite::Failure&) {
            return false;
        }
    };
}

template <class Object>
void add_forgotten(MistakeMaker& maker, const std::vector<Object>& objects, const char* kind) {
    if (objects.empty()) return;
    maker.add(std::string("the first ") + kind + " is forgotten",
              std::string(objects.front().name.view()), Moment::up,
              definition("DROP " + std::string(kind) + " " + ddl::in_main(objects.front().name)));
}

/// Empties everything that was set aside.
bool lose_complements(sqlite::Connection& connection) {
    std::vector<std::string> tables;
    auto names = connection.prepare(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name GLOB 'evolve_kept_*'");
    while (names.step()) tables.emplace_back(names.text(0));
    bool lost = false;
    for (const std::string& table : tables)
        lost = statement("DELETE FROM " + ddl::in_main(Identifier(table)))(connection) || lost;
    return lost;
}

Executor leaving_a_table_behind(const Executor& own, const std::shared_ptr<bool>& made) {
    return [own, made](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                       const RunOptions& options) -> Result<Receipt, RunError> {
        auto receipt = own(connection, plan, managed, options);
        if (!receipt && definition("CREATE TABLE table_left_behind (a)")(connection)) *made = true;
        return receipt;
    };
}

Executor wanting_a_clean_beginning(const Executor& own, const std::shared_ptr<bool>& made) {
    return [own, made](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                       const RunOptions& options) -> Result<Receipt, RunError> {
        if (plan.part_way) {
            *made = true;
            return unexpected(
                RunError(Damaged{"a part of it is there already", Damaged::Part::schema, ""}));
        }
        return own(connection, plan, managed, options);
    };
}

Executor writing_nothing_down(const Executor& own, const std::shared_ptr<bool>& made) {
    return [own, made](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                       const RunOptions& options) {
        RunOptions silent = options;
        silent.record = {};
        *made = true;
        return own(connection, plan, managed, silent);
    };
}

}  // namespace

void add_mistakes_of_schemas(MistakeMaker& maker) {
    const Schema& after = maker.subject().after;
    add_forgotten(maker, after.triggers, "trigger");
    add_forgotten(maker, after.views, "view");
    add_forgotten(maker, after.indexes, "index");
    maker.add("a scratch table is left in", "", Moment::up,
              definition("CREATE TABLE scratch_table_left_in (a)"));
    if (!after.tables.empty())
        maker.add("a trigger is left in", std::string(after.tables.front().name.view()), Moment::up,
                  definition("CREATE TRIGGER main.trigger_left_in AFTER INSERT ON " +
                             ddl::quoted(after.tables.front().name) + " BEGIN SELECT 1; END"));
    maker.add("user_version is set", "", Moment::up, definition("PRAGMA main.user_version = 4711"));
    maker.add("application_id is set", "", Moment::up,
              definition("PRAGMA main.application_id = 4711"));
}

void add_mistakes_of_runs(MistakeMaker& maker) {
    const Subject& subject = maker.subject();
    maker.add("what was set aside is lost", "", Moment::change, lose_complements);
    if (only_history_tells(subject.migration.steps))
        maker.add("the run is not written down", "", writing_nothing_down);
    maker.add("a run that fails leaves a table behind", "", leaving_a_table_behind);
    if (subject.migration.steps.size() > 1)
        maker.add("a database that is part-way is refused", "", wanting_a_clean_beginning);
    for (const LastingTable& place : maker.places())
        for (const ColumnLine& line : place.columns) {
            const Table& table = *place.after;
            const Column& column = table.columns[*table.position_of(line.now)];
            if (column.is_generated() || refuses_null(table, column) ||
                rowid_alias(table) == table.position_of(line.now))
                continue;
            maker.add("a second run empties a column", place_of(table, line.now), Moment::nothing,
                      statement("UPDATE OR IGNORE " + ddl::in_main(table.name) + " SET " +
                                ddl::quoted(line.now) + " = NULL WHERE " + ddl::quoted(line.now) +
                                " IS NOT NULL"));
            return;
        }
}

}  // namespace evolve
