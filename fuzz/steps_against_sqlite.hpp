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

/// Whether all in the database compiles, also for an ALTER TABLE.
inline bool compiles(sqlite::Connection& connection) {
    const std::string name = ddl::quoted(Identifier("some table of ours"));
    connection.execute("SAVEPOINT compiled");
    bool sound = false;
    try {
        connection.execute("CREATE TABLE " + name + " (a)");
        connection.execute("ALTER TABLE " + name + " RENAME TO \"another\"");
        sound =
            introspect::broken_objects(connection, introspect::read_objects(connection)).empty();
    } catch (const sqlite::Failure&) {}
    connection.execute("ROLLBACK TO compiled; RELEASE compiled");
    return sound;
}

/// Whether SQLite makes the schema as it is written.
inline bool is_made_by_sqlite(const Schema& schema) {
    auto connection = sqlite::Connection::memory();
    try {
        for (const std::string& sql : ddl::write(schema)) connection.execute(sql);
        return compiles(connection);
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

/// A database without rows that goes through steps, and the schema that it has by the model.
class Sequence {
public:
    /// Takes the step if a migration may do it and SQLite can, after which both have to say the
    /// same. What an expression means is not for the model: a step whose result does not compile is
    /// none.
    bool take(const Step& step) {
        auto next =
            applied(Migration{VersionName::make(1, "a"), *VersionName::make(2, "b"), {step}}, now_);
        if (!next) return false;
        connection_.execute("SAVEPOINT step");
        const bool done = runs(step);
        EVOLVE_INVARIANT(done || computes(step) || !is_made_by_sqlite(*next));
        const bool taken = done && compiles(connection_);
        if (!taken) connection_.execute("ROLLBACK TO step");
        connection_.execute("RELEASE step");
        if (!taken) return false;
        taken_.emplace_back(step, now_);
        now_ = std::move(*next);
        check_schema(connection_, now_);
        return true;
    }

    /// By the inverse of each step until nothing is left.
    void go_back() {
        for (; !taken_.empty(); taken_.pop_back()) {
            const auto& [step, before] = taken_.back();
            for (const Step& back : inverse(step, before)) {
                EVOLVE_INVARIANT(runs(back));
                auto next = applied(back, now_);
                EVOLVE_INVARIANT(next.has_value());
                now_ = std::move(*next);
                check_schema(connection_, now_);
            }
            EVOLVE_INVARIANT(canonical(now_) == canonical(before));
        }
    }

private:
    bool runs(const Step& step) {
        try {
            for (const std::string& sql : statements(step, now_)) connection_.execute(sql);
            return true;
        } catch (const sqlite::Failure&) {
            return false;
        }
    }

    sqlite::Connection connection_ = sqlite::Connection::memory();
    Schema now_{};
    std::vector<std::pair<Step, Schema>> taken_{};
};

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
