#include <algorithm>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/triggers.hpp"
#include "evolve/step/firing.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/bench.hpp"

// What steps that change rows make of a state, and SQL, is what their statements make of it, as a
// person wrote them: SQLite is asked, on the same state as it was before, without evolve's own way
// of carrying steps out.

namespace evolve {
namespace {

/// Whether SQLite takes all of the statements. It holds each row against the others while it writes
/// it, and so refuses some that evolve can carry out.
bool run_plainly(const Subject& subject, Sandbox& sandbox, bool rows_alone) {
    Schema schema = sandbox.schema();
    try {
        for (const Step& step : subject.migration.steps) {
            std::optional<sqlite::TriggersCompiled> triggers;
            if (fires(step, schema)) triggers.emplace(sandbox.connection());
            for (const std::string& sql : statements(step, schema))
                sandbox.connection().execute(sql);
            triggers.reset();
            auto next = applied(step, std::move(schema));
            if (!next) return false;
            schema = std::move(*next);
        }
    } catch (const sqlite::Failure& failure) {
        // The plain statements of other steps may be too plain for a schema.
        const bool excused = !rows_alone && failure.kind() == sqlite::FailureKind::error;
        if (failure.kind() != sqlite::FailureKind::constraint && !excused) throw;
        return false;
    }
    return true;
}

/// The states with their columns in the order of the graph, on which no SQL may depend.
std::vector<StatePtr> in_order(std::span<const StatePtr> states) {
    std::vector<StatePtr> ordered(states.begin(), states.end());
    if (!states.front()->shape.shuffled_columns) return ordered;
    for (StatePtr& state : ordered) {
        State copy = *state;
        copy.shape.shuffled_columns = false;
        state = std::make_shared<const State>(std::move(copy));
    }
    return ordered;
}

/// The tables into which statements or triggers of a person's own may insert rows.
std::vector<Identifier> written_by_sqlite_alone(const Step& step, const Schema& before) {
    if (const auto* sql = std::get_if<Sql>(&step.kind())) return sql->yields.writes;
    if (!fires(step, before)) return {};
    const Identifier table = footprint(step, before).table;
    std::vector<Identifier> tables = tables_fired_from(before, table);
    tables.push_back(table);
    return tables;
}

/// Whether they may have inserted rows into a table that has the largest key: SQLite then draws
/// lots for the next ones (https://sqlite.org/autoinc.html).
bool sqlite_chose_keys(const Subject& subject, sqlite::Connection& connection) {
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        for (const Identifier& name : written_by_sqlite_alone(step, schema)) {
            const auto position = subject.after.table(name);
            const std::string_view key =
                position ? rowid_name(subject.after.tables[*position]) : std::string_view();
            if (!key.empty() &&
                sqlite::query_integer(connection, "SELECT count(*) FROM " + ddl::in_main(name) +
                                                      " WHERE " + std::string(key) +
                                                      " = 9223372036854775807") != 0)
                return true;
        }
        schema = *applied(step, std::move(schema));
    }
    return false;
}

/// Rows that are inserted at two moments differ in what a default takes from the clock.
void leave_out_moments(TableView& view, const Table& table) {
    const Identifier key = view.columns.front();
    std::erase_if(view.columns, [&](const Identifier& name) {
        const auto position = table.position_of(name);
        const auto* rule = position ? table.columns[*position].rule<Default>() : nullptr;
        return rule != nullptr && name != key && is_momentary(rule->value);
    });
}

/// Unlike RowExpression::momentary this does not speak of chance, on which nothing may depend.
bool asks_the_clock(const Expression& text) {
    return std::ranges::any_of(text.tokens, [](const ExpressionToken& token) {
        for (std::string_view word :
             {"now", "current_timestamp", "current_date", "current_time", "unixepoch"})
            if (equal_ignoring_case(token.text, word)) return true;
        return false;
    });
}

/// Whether SQL or triggers that fire may do other things in the next second.
bool asks_the_clock(const Subject& subject) {
    bool fired = false;
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        if (const auto* sql = std::get_if<Sql>(&step.kind()))
            for (const Text& statement : sql->up)
                if (asks_the_clock(ddl::tokens_of(statement))) return true;
        fired = fired || fires(step, schema);
        schema = *applied(step, std::move(schema));
    }
    return fired && std::ranges::any_of(schema.triggers, [](const Trigger& trigger) {
               return asks_the_clock(trigger.body);
           });
}

}  // namespace

std::optional<Breach> unlike_plain_statements(Bench& bench) {
    const Subject& subject = bench.subject();
    if (!only_history_tells(subject.migration.steps) || !bench.shape().done.empty())
        return std::nullopt;
    if (asks_the_clock(subject)) return std::nullopt;
    const std::vector<StatePtr> states = in_order(bench.states());
    Sandbox plain(subject, states);
    const bool rows_alone = std::ranges::all_of(
        subject.migration.steps, [](const Step& step) { return changes_rows(step); });
    if (!run_plainly(subject, plain, rows_alone)) return std::nullopt;
    if (sqlite_chose_keys(subject, bench.connection())) return std::nullopt;
    auto views = bench.with_bystanders(views_of(subject.after));
    // Of tables that others of the steps write anew the counters are evolve's own affair.
    for (TableView& view : views) {
        view.counts = rows_alone;
        if (const auto table = subject.after.table(view.table))
            leave_out_moments(view, subject.after.tables[*table]);
    }
    auto breach = difference(Law::preservation,
                             read_contents(plain.connection(), views, bench.options().detail),
                             bench.read(views));
    if (breach) breach->what += " than the statements of the steps make it";
    return breach;
}

}  // namespace evolve
