#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/introspect/health.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/sqlite/backup.hpp"
#include "evolve/step/rebuild.hpp"
#include "random_rows.hpp"
#include "scene.hpp"
#include "support/draw.hpp"
#include "support/generators.hpp"
#include "support/row_steps.hpp"

// A schema and its rows can be reached by several ways, which must come to the same.

namespace evolve {
namespace {

constexpr std::size_t most_steps_of_a_path = 8;

using Lists = std::vector<std::vector<Step>>;

enum class RowSteps : std::uint8_t { none, among_others };

/// Random steps from the schema on, so many at most, that lose nothing for good.
std::vector<Step> some_path(Schema schema, RowSteps rows = RowSteps::none) {
    const Schema before = schema;
    std::vector<Step> steps;
    for (std::size_t tries = 0; tries < most_steps_of_a_path; ++tries) {
        const bool of_rows = rows == RowSteps::among_others && !schema.tables.empty() && one_in(3);
        const auto row_step = of_rows ? some_row_step(schema, before) : std::nullopt;
        Step step = keeping(row_step ? *row_step : *any_step(schema));
        auto next = applied(step, schema);
        if (!next) continue;
        schema = std::move(*next);
        steps.push_back(std::move(step));
    }
    return steps;
}

/// The same steps a version each, or so many together.
Lists versions_of(const std::vector<Step>& steps, bool one_each) {
    Lists versions;
    for (std::size_t i = 0; i < steps.size();) {
        const auto many = one_each ? 1 : static_cast<std::size_t>(*rc::gen::inRange(1, 4));
        const auto end = std::min(i + many, steps.size());
        versions.emplace_back(steps.begin() + static_cast<std::ptrdiff_t>(i),
                              steps.begin() + static_cast<std::ptrdiff_t>(end));
        i = end;
    }
    return versions;
}

/// Nothing where a graph cannot hold them.
std::optional<Graph> graph_of(const Schema& before, Lists versions) {
    versions.insert(versions.begin(), building(before));
    std::vector<VersionRecord> records;
    std::string last;
    for (std::size_t i = 0; i < versions.size(); ++i) {
        std::string name = "000" + std::to_string(i + 1) + "-v";
        records.push_back(record(name, {from(last, std::move(versions[i]))}));
        last = std::move(name);
    }
    auto graph = Graph::make(std::move(records));
    if (!graph) return std::nullopt;
    return std::move(*graph);
}

std::string last_of(const Graph& graph) {
    return std::string(graph.versions().back().name().text());
}

sqlite::Connection copy_of(sqlite::Connection& from) {
    auto copy = sqlite::Connection::memory();
    sqlite::Backup backup(from, copy);
    backup.finish();
    return copy;
}

/// What the database holds after the statements; nothing where a row is in the way.
std::optional<Dump> changed_by(const std::vector<std::string>& statements,
                               sqlite::Connection& database) {
    auto copy = copy_of(database);
    copy.set_pragma("foreign_keys", 0);
    try {
        for (const std::string& sql : statements) copy.execute(sql);
    } catch (const sqlite::Failure&) {
        return std::nullopt;
    }
    return dump(copy);
}

/// A step that SQLite itself can carry out in place.
std::optional<TableChange> as_change(const Step& step, const Schema& before) {
    const Identifier table = footprint(step, before).table;
    if (const auto* add = std::get_if<AddColumn>(&step.kind())) {
        TableChange change(before.existing_table(table));
        if (!can_add_in_place(*add, change.before())) return std::nullopt;
        return change.take(*add) ? std::optional(std::move(change)) : std::nullopt;
    }
    if (const auto* drop = std::get_if<DropColumn>(&step.kind())) {
        TableChange change(before.existing_table(table));
        return change.take(*drop) ? std::optional(std::move(change)) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(paths_law)

RC_BOOST_PROP(a_path_of_many_versions_leads_back_to_the_start_bit_for_bit, ()) {
    const Schema before = *any_schema();
    const auto graph =
        graph_of(before, versions_of(some_path(before, RowSteps::among_others), false));
    RC_PRE(graph.has_value());
    Scene scene(*graph);
    fill(scene.connection, graph->versions().front().schema);
    const bool contradicting = !introspect::integrity_check(scene.connection).empty();
    const Dump start = dump(scene.connection);

    const VersionName first = graph->versions().front().name();
    const VersionName last = graph->versions().back().name();
    // Where rows alone are changed the schema does not tell.
    const auto plan = plan_up(scene.graph, scene.present(), AtVersion{first, {}}, last);
    RC_PRE(plan.has_value());
    if (const auto up = run(scene.connection, *plan, scene.managed); !up) {
        RC_LOG(explain(up.error()).wrong);
        RC_ASSERT(is_for_the_states_sake(up.error()));
        RC_ASSERT(differences(start, dump(scene.connection)) == "");
        RC_DISCARD();
    }
    const Dump end = dump(scene.connection);
    const auto way_back = plan_down(scene.graph, scene.present(), AtVersion{last, {}}, first);
    RC_PRE(way_back.has_value());  // columns that hide the rowid under all its names
    const auto back = run(scene.connection, *way_back, scene.managed);
    // Rows that contradicted a CHECK from the beginning may be in its way when it returns.
    if (!back && contradicting && back.error().get<RowsContradict>() != nullptr) {
        RC_ASSERT(differences(end, dump(scene.connection)) == "");
        RC_DISCARD();
    }
    if (!back) RC_FAIL(explain(back.error()).wrong);
    RC_ASSERT(differences(start, dump(scene.connection)) == "");
}

// What one migration puts together comes to what its steps come to one after the other, where no
// row is in the way of one of them.
RC_BOOST_PROP(steps_put_together_are_the_steps_one_after_the_other, ()) {
    const Schema before = *any_schema();
    const std::vector<Step> steps = some_path(before);
    RC_PRE(steps.size() > 1);
    const auto together = graph_of(before, {steps});
    const auto apart = graph_of(before, versions_of(steps, true));
    RC_PRE(together.has_value() && apart.has_value());
    Scene one(*together);
    fill(one.connection, before);
    Scene other(*apart);
    sqlite::Backup(one.connection, other.connection).finish();

    const auto plan = other.plan(last_of(*apart));
    RC_PRE(plan.has_value());
    RC_PRE(run(other.connection, *plan, other.managed).has_value());
    const auto fused = one.try_go("0002");
    if (!fused) RC_FAIL(explain(fused.error()).wrong);
    RC_ASSERT(differences(dump(one.connection), dump(other.connection)) == "");
    RC_ASSERT(fingerprint(one.present().schema) == fingerprint(other.present().schema));
}

// Where SQLite can change a table in place, writing it anew comes to the same.
RC_BOOST_PROP(in_place_and_written_anew_come_to_the_same, ()) {
    const Schema before = *any_schema();
    RC_PRE(!before.tables.empty());
    const Step step = *any_plain_step(before);
    const auto after = applied(step, before);
    RC_PRE(after.has_value());
    const auto change = as_change(step, before);
    RC_PRE(change.has_value());
    const auto graph = graph_of(before, {});
    RC_PRE(graph.has_value());
    Scene scene(*graph);
    fill(scene.connection, before);

    const auto in_place = changed_by(statements(step, before), scene.connection);
    const auto anew = changed_by(rebuild_statements(*change, *after), scene.connection);
    if (in_place && anew) RC_ASSERT(differences(*in_place, *anew) == "");
    RC_TAG(in_place && anew ? "both" : "refused");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
