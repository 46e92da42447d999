#include "evolve/prove/queries.hpp"

#include <boost/test/unit_test.hpp>

#include "prove/trials.hpp"

namespace evolve {
namespace {

constexpr char equal = '=';
constexpr char other = '~';
constexpr char fails = 'x';

char letter(QueryVerdict verdict) {
    switch (verdict) {
        case QueryVerdict::equal: return equal;
        case QueryVerdict::other_results: return other;
        case QueryVerdict::fails: return fails;
        case QueryVerdict::not_reached: break;
    }
    return '?';
}

std::string letters(const QueryReport& statement) {
    std::string all;
    for (const QueryOnVersion& each : statement.on) all += letter(each.verdict);
    return all;
}

QueriesReport tried(std::string_view script, QueryOptions options = {}) {
    const Graph& graph = example().graph;
    const VersionName first = graph.migrations().front().to;
    const auto path = cheapest_path(graph, first, *graph.only_head());
    BOOST_REQUIRE(path.has_value());
    auto found = try_queries(graph, first, *path, script, options);
    BOOST_REQUIRE(found.has_value());
    return std::move(*found);
}

struct Expected {
    const char* verdicts;  ///< on 0001 to 0009
    const char* sql;
};

// Versions 2 and 3 bring parameter_presets, 4 to 7 and 9 columns of tasks, 8 one of experiments.
constexpr Expected application[] = {
    {"=========", "SELECT id, task_name, status FROM tasks ORDER BY id"},
    {"=========", "SELECT count(*) FROM tasks"},
    {"=========", "SELECT id FROM tasks WHERE task_name = :task_name"},
    {"=========",
     "SELECT tasks.id, experiments.objective_score FROM tasks JOIN experiments ON "
     "experiments.task_id = tasks.id ORDER BY experiments.id"},
    {"=========", "SELECT status, count(*) FROM tasks GROUP BY status"},
    {"=========",
     "INSERT INTO tasks (task_name, model_config, base_runtime, parameters, optimization_config, "
     "benchmark_config) VALUES ('a new task', '{}', 'vllm', '{}', '{}', '{}')"},
    {"=========", "UPDATE tasks SET status = 'running', started_at = '2025-01-01' WHERE id = :id"},
    {"=========", "DELETE FROM experiments WHERE task_id = :task_id"},
    {"=========", "DELETE FROM tasks WHERE id = :id"},
    {"=========", "UPDATE experiments SET metrics = json_set('{}', '$.a', 1) WHERE id = :id"},
    {"=========", "SELECT max(objective_score) FROM experiments WHERE task_id = ?"},
    {"=========",
     "SELECT t.task_name FROM tasks AS t WHERE EXISTS (SELECT 1 FROM experiments AS e WHERE "
     "e.task_id = t.id)"},
    {"=========", "SELECT task_name FROM tasks INDEXED BY ix_tasks_status WHERE status = :status"},
    {"=========",
     "INSERT INTO experiments (task_id, experiment_id, parameters) VALUES (:id, 1, '{}')"},
    {"=========",
     "WITH best AS (SELECT task_id, max(objective_score) AS score FROM experiments GROUP BY "
     "task_id) SELECT task_id, score FROM best"},
    {"=========", "SELECT id FROM tasks WHERE description LIKE '%a%'"},
    {"=========",
     "UPDATE tasks SET total_experiments = (SELECT count(*) FROM experiments WHERE task_id = "
     "tasks.id)"},
    {"=========", "SELECT typeof(elapsed_time), elapsed_time FROM tasks ORDER BY id"},
    {"=========",
     "SELECT best_experiment_id FROM tasks WHERE best_experiment_id NOT IN (SELECT id FROM "
     "experiments)"},
    {"=========", "SELECT e.id FROM experiments e WHERE json_valid(e.parameters)"},
    {"=========",
     "REPLACE INTO tasks (id, task_name, model_config, base_runtime, parameters, "
     "optimization_config, benchmark_config) VALUES (:id, 'again', '{}', '', '{}', '{}', '{}')"},
    {"=========", "SELECT random()"},
    {"=========", "UPDATE tasks SET completed_at = datetime('now') WHERE id = :id"},
    // Those that count columns.
    {"===~~~~~~", "SELECT * FROM tasks"},
    {"=======~~", "SELECT * FROM experiments"},
    {"=======xx",
     "INSERT INTO experiments VALUES (77001, 1, 1, '{}', NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
     "NULL, NULL, NULL)"},
    {"===~~~~~~", "SELECT count(*) FROM pragma_table_info('tasks')"},
    {"=~~~~~~~~", "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"},
    {"x=~~~~~~~", "SELECT * FROM parameter_presets"},
    // Of newer code.
    {"x========", "SELECT name, category FROM parameter_presets ORDER BY id"},
    {"x========", "INSERT INTO parameter_presets (name, parameters) VALUES ('a', '{}')"},
    {"x========", "SELECT metadata FROM parameter_presets"},
    {"xx=======", "SELECT name FROM parameter_presets WHERE runtime = 'sglang'"},
    {"xx=======", "UPDATE parameter_presets SET runtime = 'vllm' WHERE name = :name"},
    {"xxx======", "SELECT metadata FROM tasks WHERE id = :id"},
    {"xxx======", "UPDATE tasks SET metadata = '{}' WHERE id = :id"},
    {"xxxx=====", "SELECT id, quant_config FROM tasks ORDER BY id"},
    {"xxxx=====", "UPDATE tasks SET quant_config = '{}'"},
    {"xxxxx====", "SELECT slo_config FROM tasks WHERE slo_config IS NOT NULL"},
    {"xxxxxx===", "SELECT parallel_config FROM tasks"},
    {"xxxxxxx==", "SELECT gpu_info FROM experiments ORDER BY id"},
    {"xxxxxxx==", "UPDATE experiments SET gpu_info = '[]' WHERE id = :id"},
    {"xxxxxxx==",
     "SELECT t.id, e.gpu_info, t.metadata FROM tasks t JOIN experiments e ON e.task_id = t.id"},
    {"xxxxxxxx=", "SELECT clusterbasemodel_config FROM tasks"},
    {"xxxxxxxx=",
     "UPDATE tasks SET created_clusterbasemodel = 'x', created_clusterservingruntime = 'y'"},
    // A name that a later version takes away from another table, or from a string.
    {"x==xxxxxx", "SELECT metadata FROM tasks JOIN parameter_presets USING (id)"},
    {"=======~~", "SELECT \"gpu_info\" FROM experiments"},
    {"xxxxxxxxx", "SELECT no_such_column FROM tasks"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(queries_test)

BOOST_AUTO_TEST_CASE(each_statement_of_an_application_has_its_verdict_on_each_version) {
    static_assert(std::size(application) >= 40);
    std::string script;
    for (const Expected& each : application) script += std::string(each.sql) + ";\n";
    const QueriesReport found = tried(script, {.states = 12});
    BOOST_REQUIRE(found.statements.size() == std::size(application));
    BOOST_TEST(!found.holds());
    for (std::size_t i = 0; i < std::size(application); ++i) {
        BOOST_TEST(found.statements[i].sql == application[i].sql);
        BOOST_TEST(found.statements[i].line == i + 1);
        BOOST_TEST(letters(found.statements[i]) == application[i].verdicts, application[i].sql);
    }
}

BOOST_AUTO_TEST_CASE(what_fails_or_differs_says_why) {
    const QueriesReport found =
        tried("SELECT metadata FROM tasks; SELECT * FROM experiments", {.states = 4});
    BOOST_TEST(found.statements[0].on[0].why == "no such column: metadata");
    BOOST_TEST(found.statements[0].on[3].why.empty());
    BOOST_TEST(found.statements[1].on[7].why.find("of 14 columns") != std::string::npos);
    BOOST_TEST(found.statements[1].on[7].why.find("of 15 columns") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(chance_and_clocks_are_compared_by_numbers_of_rows) {
    const QueriesReport found = tried(
        "SELECT random(); SELECT date(); SELECT date(created_at) FROM tasks; "
        "SELECT strftime('%s', 'now'); SELECT CURRENT_TIMESTAMP; SELECT 'random' FROM tasks",
        {.states = 2});
    const std::vector<bool> expected = {true, true, false, true, true, false};
    for (std::size_t i = 0; i < expected.size(); ++i)
        BOOST_TEST(found.statements[i].depends_on_moment == expected[i], found.statements[i].sql);
    BOOST_TEST(found.holds());
}

BOOST_AUTO_TEST_CASE(parameters_find_rows_of_the_state) {
    // Nothing found by them would change the same everywhere, and say nothing.
    const QueriesReport found = tried(
        "UPDATE experiments SET gpu_info = :parameters WHERE id = :id RETURNING *, (SELECT "
        "count(*) FROM pragma_table_info('tasks'))",
        {.states = 8});
    BOOST_TEST(letters(found.statements.front()) == "xxxxxxx=~");
}

BOOST_AUTO_TEST_CASE(the_answer_depends_on_the_seed_alone) {
    const char* script = "SELECT * FROM tasks; SELECT id FROM tasks WHERE id = ?";
    const QueriesReport once = tried(script, {.states = 3, .seed = 5});
    const QueriesReport again = tried(script, {.states = 3, .seed = 5});
    for (std::size_t i = 0; i < once.statements.size(); ++i)
        BOOST_TEST((once.statements[i].on == again.statements[i].on));
}

BOOST_AUTO_TEST_CASE(one_version_alone_can_be_asked) {
    const Graph& graph = example().graph;
    const VersionName head = *graph.only_head();
    const auto found = try_queries(graph, head, {}, "SELECT gpu_info FROM experiments", {});
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(letters(found->statements.front()) == "=");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
