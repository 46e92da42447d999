#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/introspect/objects.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "evolve/run/run.hpp"
#include "evolve/step/names.hpp"

// What steps make of a schema: as the model has it, and as SQLite does.

namespace evolve::fuzz {

/// The steps of each version from the one before, the first from null.
using Versions = std::vector<std::vector<Step>>;

/// Whether SQLite makes the schema as it is written, and all in it compiles, also for an ALTER
/// TABLE.
inline bool is_made_by_sqlite(const Schema& schema) {
    auto connection = sqlite::Connection::memory();
    try {
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        const std::string name = ddl::quoted(Identifier("some table of ours"));
        connection.execute("CREATE TABLE " + name + " (a)");
        connection.execute("ALTER TABLE " + name + " RENAME TO \"another\"");
        return introspect::broken_objects(connection, introspect::read_objects(connection)).empty();
    } catch (const sqlite::Failure&) {
        return false;
    }
}

/// The database has the schema, and the columns in their order.
inline void check_schema(sqlite::Connection& connection, const Schema& predicted) {
    const auto found = introspect::schema_of(
        introspect::read_objects(connection),
        [](const SchemaObject& object) { return !detail::is_reserved(object.name); });
    EVOLVE_INVARIANT(found.has_value());
    EVOLVE_INVARIANT(canonical(*found) == canonical(predicted));
    for (const Table& table : predicted.tables)
        EVOLVE_INVARIANT(std::ranges::equal(table.columns,
                                            found->existing_table(table.name).columns, {},
                                            &Column::name, &Column::name));
}

/// Whether the step computes values, of which SQLite alone says whether it can.
inline bool computes(const Step& step) {
    const auto* add = std::get_if<AddColumn>(&step.kind());
    return (add != nullptr && add->has_fill()) ||
           std::holds_alternative<AlterColumn>(step.kind()) ||
           std::holds_alternative<AlterTable>(step.kind());
}

/// False where SQLite refuses a step that computes values.
inline bool runs(sqlite::Connection& connection, const Step& step, const Schema& before) {
    try {
        for (const std::string& sql : statements(step, before)) connection.execute(sql);
        return true;
    } catch (const sqlite::Failure&) {
        EVOLVE_INVARIANT(computes(step));
        return false;
    }
}

/// Each step makes of a database without rows what was predicted; so does its inverse, until
/// nothing is left.
inline void check_steps(const Versions& versions) {
    auto connection = sqlite::Connection::memory();
    std::vector<std::pair<Step, Schema>> done;
    Schema now;
    for (const auto& steps : versions)
        for (const Step& step : steps) {
            if (!runs(connection, step, now)) return;
            done.emplace_back(step, now);
            now = applied(step, now).value();
            check_schema(connection, now);
        }
    for (auto each = done.rbegin(); each != done.rend(); ++each) {
        for (const Step& back : inverse(each->first, each->second)) {
            EVOLVE_INVARIANT(runs(connection, back, now));
            auto next = applied(back, now);
            EVOLVE_INVARIANT(next.has_value());
            now = std::move(*next);
            check_schema(connection, now);
        }
        EVOLVE_INVARIANT(canonical(now) == canonical(each->second));
    }
}

/// Nothing where they do not compose, as where a foreign key loses its parent.
inline std::optional<Graph> graph_of(const Versions& versions) {
    std::vector<VersionRecord> records;
    VersionOrNull last;
    for (const auto& steps : versions) {
        const auto name = VersionName::make(static_cast<unsigned>(records.size()) + 1, "v");
        records.push_back({*name, {}, {{last, steps}}, std::nullopt});
        last = name;
    }
    auto graph = Graph::make(std::move(records));
    if (!graph) return std::nullopt;
    return std::move(*graph);
}

/// Runs the plan that leads from one version to another. False where it is refused, the schema as
/// it was: something in it computes values.
inline bool goes(sqlite::Connection& connection, const Graph& graph, const VersionName& from,
                 const VersionName& to, Direction direction) {
    const Managed managed(graph, Settings());
    const auto present = read_present(connection, managed);
    EVOLVE_INVARIANT(present.has_value());
    const Position position = AtVersion{from, {}};
    const auto plan = direction == Direction::up ? plan_up(graph, *present, position, to)
                                                 : plan_down(graph, *present, position, to);
    if (!plan) {
        EVOLVE_INVARIANT(!explain(plan.error()).code.empty());
        return false;
    }
    const auto receipt = run(connection, *plan, managed);
    check_schema(connection, graph.schema_at(receipt ? to : from));
    if (receipt) return true;
    const auto migrations = graph.migrations();
    EVOLVE_INVARIANT(std::ranges::any_of(migrations, [](const Migration& migration) {
        return std::ranges::any_of(migration.steps, computes);
    }));
    return false;
}

/// A new installation goes up to the last version, a version at a time, and back at once.
inline void check_plans(const Versions& versions) {
    if (versions.empty()) return;
    const auto graph = graph_of(versions);
    if (!graph) return;
    auto connection = sqlite::Connection::memory();
    const VersionName first = graph->versions().front().name();
    const VersionName last = graph->versions().back().name();
    const auto creation = plan_creation(*graph, first);
    EVOLVE_INVARIANT(creation.has_value());
    const auto made = run(connection, *creation, Managed(*graph, Settings()));
    if (!made) return EVOLVE_INVARIANT(std::ranges::any_of(versions.front(), computes));
    check_schema(connection, graph->schema_at(first));
    for (std::size_t i = 1; i < graph->versions().size(); ++i)
        if (!goes(connection, *graph, graph->versions()[i - 1].name(), graph->versions()[i].name(),
                  Direction::up))
            return;
    if (last != first) goes(connection, *graph, last, first, Direction::down);
}

}  // namespace evolve::fuzz
