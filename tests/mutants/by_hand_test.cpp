#include <boost/test/unit_test.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "evolve/plan/schema_steps.hpp"
#include "evolve/sqlite/failure.hpp"
#include "evolve/sqlite/query.hpp"
#include "mutants/by_hand.hpp"
#include "mutants/losses.hpp"
#include "run/scene.hpp"

// A script is written once, for the schema as it should be: its statements are those of a plan for
// an empty database, and run on one that has rows. The engine plans for what it finds.

namespace evolve {
namespace {

std::string shown(const std::optional<Value>& value) {
    if (!value || std::holds_alternative<Null>(*value)) return "nothing";
    if (const auto* number = std::get_if<std::int64_t>(&*value)) return std::to_string(*number);
    const auto* text = std::get_if<Text>(&*value);
    return text == nullptr ? "no text" : std::string(text->view());
}

std::string ask(sqlite::Connection& connection, const std::string& question) {
    try {
        return shown(sqlite::query_value(connection, question));
    } catch (const sqlite::Failure& failure) {
        return failure.what();
    }
}

Graph graph_of(const Loss& loss) {
    return chain({steps_between({}, schema(loss.schema)).steps, loss.steps});
}

/// The code of what evolve found, or that SQLite stopped half-way.
std::string told(const RunError& error) {
    const bool by_sqlite = error.get<Stopped>() != nullptr;
    return (by_sqlite ? "stopped: " : "") + std::string(explain(error).code);
}

/// The code of a refusal, or nothing.
std::optional<std::string> travel(Scene& scene, const Executor& executor, const char* to,
                                  Direction direction) {
    const auto plan = scene.plan(to, direction);
    if (!plan) return std::string(explain(plan.error()).code);
    const auto receipt = executor(scene.connection, *plan, scene.managed, {});
    if (!receipt) return told(receipt.error());
    return std::nullopt;
}

std::string with_engine(const Loss& loss) {
    Scene scene(graph_of(loss));
    scene.connection.execute(loss.rows);
    if (auto refusal = travel(scene, run, "0002", Direction::up)) return *refusal;
    if (loss.back)
        if (auto refusal = travel(scene, run, "0001", Direction::down)) return *refusal;
    return ask(scene.connection, loss.question);
}

std::string with_script(const Loss& loss) {
    Scene written_for(graph_of(loss));
    const Plan script = written_for.plan("0002").value();
    Scene scene(graph_of(loss));
    scene.connection.execute(loss.rows);
    const auto receipt = loss.script(scene.connection, script, scene.managed, {});
    if (!receipt) return told(receipt.error());
    if (loss.back)
        if (auto refusal = travel(scene, loss.script, "0001", Direction::down)) return *refusal;
    return ask(scene.connection, loss.question);
}

void compare(const std::vector<Loss>& losses) {
    for (const Loss& loss : losses) BOOST_TEST_CONTEXT(loss.pitfall << ": " << loss.question) {
            BOOST_TEST(with_engine(loss) == loss.engine);
            BOOST_TEST(with_script(loss) == loss.by_hand);
            BOOST_TEST(loss.engine != loss.by_hand);
        }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_rebuild_by_hand)

BOOST_AUTO_TEST_CASE(loses_what_depends_on_the_table_and_the_engine_does_not) {
    compare(losses_around_a_table());
}

BOOST_AUTO_TEST_CASE(loses_rules_and_the_engine_does_not) { compare(losses_of_rules()); }

BOOST_AUTO_TEST_CASE(loses_rows_and_the_engine_does_not) { compare(losses_of_rows()); }

BOOST_AUTO_TEST_CASE(loses_values_and_the_engine_does_not) { compare(losses_of_values()); }

// B10: SQLite renames a column by case alone and refuses a table, half-way through a script. No
// graph has such a step.
BOOST_AUTO_TEST_CASE(stops_at_a_name_that_differs_in_case_alone_and_no_graph_says_such_a_thing) {
    const Loss loss{"B10",
                    numbered,
                    {RenameTable{"t", "u"}},
                    three_rows,
                    naive({.plan =
                               [](Plan& plan) {
                                   plan.migrations.front().steps.front().statements = {
                                       "ALTER TABLE t RENAME TO T"};
                               }}),
                    "SELECT 1",
                    "",
                    ""};
    BOOST_TEST(with_script(loss) == "stopped: sql-error");
    const auto graph = Graph::make({record("0001-a", {from("", {create(numbered)})}),
                                    record("0002-b", {from("0001-a", {RenameTable{"t", "T"}})})});
    BOOST_REQUIRE(!graph.has_value());
    BOOST_TEST(explain(graph.error()).code == "case-alone");
}

// All of A01 to A26 and B01 to B12.
BOOST_AUTO_TEST_CASE(fails_at_every_pitfall_of_the_two_lists) {
    std::set<std::string> met{"B10"};
    for (const auto& losses :
         {losses_around_a_table(), losses_of_rules(), losses_of_rows(), losses_of_values()})
        for (const Loss& loss : losses) met.insert(loss.pitfall);
    for (int number = 1; number <= 26; ++number)
        BOOST_TEST(met.contains((number < 10 ? "A0" : "A") + std::to_string(number)), number);
    for (int number = 1; number <= 12; ++number)
        BOOST_TEST(met.contains((number < 10 ? "B0" : "B") + std::to_string(number)), number);
    BOOST_TEST(met.contains("C07"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
