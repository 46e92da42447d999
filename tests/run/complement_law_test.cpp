#include <rapidcheck/boost_test.h>
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <utility>

#include "evolve/introspect/health.hpp"
#include "random_rows.hpp"
#include "scene.hpp"
#include "support/generators.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

bool is_renamed(const Column& column, const Graph& graph) {
    const auto& steps = graph.versions().back().record.from.front().steps;
    return std::ranges::any_of(steps, [&](const Step& step) {
        const auto* rename = std::get_if<RenameColumn>(&step.kind());
        return rename != nullptr && rename->to == column.name;
    });
}

/// A graph of two versions; nothing where its steps could not come back.
std::optional<Graph> any_graph() {
    const Schema before = *any_schema();
    std::vector<Step> steps;
    for (const Step& step : *any_steps(before)) steps.push_back(keeping(step));
    auto graph = Graph::make({record("0001-a", {from("", building(before))}),
                              record("0002-b", {from("0001-a", std::move(steps))})});
    if (!graph) return std::nullopt;
    return std::move(*graph);
}

/// Writes into the columns that the first version does not have.
void fill_new_columns(Connection& connection, const Graph& graph) {
    const Schema& before = graph.versions().front().schema;
    for (const Table& table : graph.versions().back().schema.tables) {
        const auto old = before.table(table.name);
        for (const Column& column : table.columns) {
            if (!old || before.tables[*old].has_column(column.name)) continue;
            if (column.is_generated() || is_renamed(column, graph)) continue;
            auto update = connection.prepare("UPDATE OR IGNORE " + ddl::in_main(table.name) +
                                             " SET " + ddl::quoted(column.name) + " = ?1");
            update.bind(1, any_value());
            try {
                update.step();
            } catch (const Failure&) {}  // its CHECK
        }
    }
}

}  // namespace

// Laws 4 and 7 where something is dropped: down gives back what up took, and the other way round,
// bit for bit, with rowids and counters; or nothing happens.
BOOST_AUTO_TEST_SUITE(complement_laws)

RC_BOOST_PROP(down_undoes_up_and_up_undoes_down_bit_for_bit, ()) {
    auto graph = any_graph();
    RC_PRE(graph.has_value());
    Scene scene(*graph);
    fill(scene.connection, graph->versions().front().schema);
    const Dump old = dump(scene.connection);
    const bool contradicting = !introspect::integrity_check(scene.connection).empty();

    const auto plan = scene.plan("0002");
    RC_PRE(plan.has_value());
    const auto up = run(scene.connection, *plan, scene.managed);
    if (!up) {
        RC_LOG(explain(up.error()).wrong);
        RC_ASSERT(is_for_the_states_sake(up.error()));
        RC_ASSERT(differences(old, dump(scene.connection)) == "");
        RC_TAG("refused");
        return;
    }
    fill_new_columns(scene.connection, *graph);
    const Dump all = dump(scene.connection);
    RC_CLASSIFY(lost(old, all) != "", "something was kept");

    const auto way_back = scene.plan("0001", Direction::down);
    if (!way_back) {  // a new table whose columns hide every name of the rowid
        const auto* refused = way_back.error().get<NotHere>();
        RC_ASSERT(refused != nullptr && refused->refusal.why == Why::no_row_key);
        RC_DISCARD();
    }
    const auto back = run(scene.connection, *way_back, scene.managed);
    // Rows that contradicted a CHECK from the beginning may be in its way when it returns.
    if (!back && contradicting && back.error().get<RowsContradict>() != nullptr) {
        RC_ASSERT(differences(all, dump(scene.connection)) == "");
        RC_TAG("refused on the way back");
        return;
    }
    if (!back) RC_FAIL(explain(back.error()).wrong);
    RC_ASSERT(differences(old, dump(scene.connection)) == "");
    const auto again = scene.try_go("0002");
    if (!again) RC_FAIL(explain(again.error()).wrong);
    RC_ASSERT(differences(all, dump(scene.connection)) == "");
}

BOOST_AUTO_TEST_SUITE_END()
