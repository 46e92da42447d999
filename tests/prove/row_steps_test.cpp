#include <boost/test/unit_test.hpp>

#include "evolve/codec/step_json.hpp"
#include "evolve/prove/prover.hpp"
#include "prove/trials.hpp"
#include "support/cases.hpp"
#include "support/sql.hpp"

// Steps that change rows keep all laws that their class claims.

namespace evolve {
namespace {

std::string breach_of(std::string_view sql, const std::vector<std::string>& steps) {
    std::vector<Step> parsed;
    for (const std::string& json : steps) {
        auto step = parse_step(json, "test");
        BOOST_REQUIRE_MESSAGE(step.has_value(), json);
        parsed.push_back(std::move(*step));
    }
    return breach_of(subject_of(sql, std::move(parsed)), random_cases(512));
}

constexpr const char* tasks =
    "CREATE TABLE tasks (id INTEGER PRIMARY KEY, name TEXT, state TEXT DEFAULT 'open', n INTEGER)";

}  // namespace

BOOST_AUTO_TEST_SUITE(row_steps_test)

BOOST_AUTO_TEST_CASE(rows_are_updated) {
    BOOST_TEST(breach_of(tasks, {R"j({"update_rows": {"table": "tasks", "set": {"state": "'done'"},
                                     "where": "state = 'open'"}})j"}) == "");
    BOOST_TEST(breach_of(tasks, {R"j({"update_rows": {"table": "tasks",
                                     "set": {"n": "n + 1", "name": "state || n"}}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(an_update_reads_what_stood_before_it) {
    BOOST_TEST(breach_of(tasks, {R"j({"update_rows": {"table": "tasks",
                                     "set": {"n": "(SELECT count(*) FROM tasks WHERE n > 3)"},
                                     "where": "n IS NOT NULL"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(triggers_fire_where_a_step_says_so) {
    const std::string logged = std::string(tasks) +
                               ";CREATE TABLE log (id INTEGER PRIMARY KEY, was, is_now);"
                               "CREATE TABLE counts (n INTEGER);"
                               "CREATE TRIGGER u AFTER UPDATE OF n ON tasks BEGIN "
                               "INSERT INTO log (was, is_now) VALUES (old.n, new.n); END;"
                               "CREATE TRIGGER l AFTER INSERT ON log BEGIN "
                               "UPDATE counts SET n = n + 1; END;"
                               "CREATE TRIGGER d AFTER DELETE ON tasks BEGIN "
                               "DELETE FROM log WHERE was = old.n; END;"
                               "CREATE TRIGGER i AFTER INSERT ON tasks BEGIN "
                               "INSERT INTO log (is_now) VALUES (new.n); END";
    BOOST_TEST(breach_of(logged, {R"j({"update_rows": {"table": "tasks", "set": {"n": "7"},
                                      "where": "n > 7", "fire": true}})j"}) == "");
    BOOST_TEST(breach_of(logged, {R"j({"delete_rows": {"table": "tasks", "where": "n IS NULL",
                                      "fire": true}})j"}) == "");
    BOOST_TEST(breach_of(logged, {R"j({"insert_rows": {"table": "tasks", "columns": ["n"],
                                      "values": [[1], [2]], "fire": true}})j"}) == "");
    // Without triggers for what it does it is a step like any other.
    BOOST_TEST(breach_of(tasks, {R"j({"delete_rows": {"table": "tasks", "where": "n > 7",
                                     "fire": true}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(values_that_must_be_unique_are_moved_about) {
    BOOST_TEST(breach_of("CREATE TABLE t (a TEXT PRIMARY KEY, n INTEGER UNIQUE, b)",
                         {R"j({"update_rows": {"table": "t", "set": {"n": "-n"},
                              "where": "typeof(n) = 'integer' AND n <> -9223372036854775808"}})j"}) ==
               "");
}

BOOST_AUTO_TEST_CASE(rows_are_deleted) {
    BOOST_TEST(breach_of(tasks, {R"j({"delete_rows": {"table": "tasks", "where": "n > 7"}})j"}) ==
               "");
    BOOST_TEST(breach_of(tasks, {R"j({"delete_rows": {"table": "tasks"}})j"}) == "");
    BOOST_TEST(breach_of("CREATE TABLE parent (id INTEGER PRIMARY KEY, a);"
                         "CREATE TABLE child (p INTEGER REFERENCES parent ON DELETE CASCADE)",
                         {R"j({"delete_rows": {"table": "parent", "where": "a IS NULL"}})j"}) ==
               "");
}

BOOST_AUTO_TEST_CASE(a_condition_is_not_asked_again_while_rows_go) {
    // SQLite 3.40 looks rows up in the index while it deletes from it.
    BOOST_TEST(breach_of("CREATE TABLE t (a INT, b INT); CREATE INDEX i ON t (b, a)",
                         {R"j({"delete_rows": {"table": "t",
                                "where": "a IN (SELECT b FROM t)"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(parents_whose_key_is_called_true_are_deleted) {
    BOOST_TEST(breach_of("CREATE TABLE parent (\"true\" UNIQUE, a);"
                         "CREATE TABLE child (p REFERENCES parent (\"true\"))",
                         {R"j({"delete_rows": {"table": "parent", "where": "a IS NULL"}})j"}) ==
               "");
}

BOOST_AUTO_TEST_CASE(rows_are_inserted) {
    BOOST_TEST(breach_of(tasks, {R"j({"insert_rows": {"table": "tasks", "columns": ["name", "n"],
                                     "values": [["a", 1], [null, 2.5], [{"$blob": "00ff"}, "x"]]}})j"}) ==
               "");
    BOOST_TEST(breach_of(tasks, {R"j({"insert_rows": {"table": "tasks", "columns": ["id", "name"],
                                     "values": [[7, "a"], [-3, "b"], [12, "c"]]}})j"}) == "");
    BOOST_TEST(breach_of("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a);"
                         "CREATE TABLE u (x)",
                         {R"j({"insert_rows": {"table": "t", "columns": ["a"],
                        "query": "SELECT x FROM u ORDER BY x DESC"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(rows_get_the_time_of_their_insertion_where_the_table_says_so) {
    BOOST_TEST(breach_of("CREATE TABLE t (a, at DEFAULT (strftime('%s', 'now')), "
                         "r DEFAULT (random()))",
                         {R"j({"insert_rows": {"table": "t", "columns": ["a"],
                                "values": [[1], [2]]}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(tables_without_rowid_too) {
    const char* sql =
        "CREATE TABLE t (a TEXT COLLATE NOCASE, b, c, PRIMARY KEY (b, a)) WITHOUT ROWID";
    BOOST_TEST(breach_of(sql, {R"j({"update_rows": {"table": "t", "set": {"c": "a || b"},
                                   "where": "c IS NULL OR b > 3"}})j"}) == "");
    BOOST_TEST(breach_of(sql, {R"j({"delete_rows": {"table": "t", "where": "a < 'm'"}})j"}) == "");
    BOOST_TEST(breach_of(sql, {R"j({"insert_rows": {"table": "t", "columns": ["a", "b"],
                                   "values": [["x", 1], ["y", {"$blob": "01"}]]}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(steps_of_all_kinds_mix) {
    BOOST_TEST(
        breach_of(
            tasks,
            {R"j({"create_table": {"sql": "CREATE TABLE states (name TEXT PRIMARY KEY, n)"}})j",
             R"j({"insert_rows": {"table": "states", "columns": ["name"],
                        "query": "SELECT DISTINCT state FROM tasks WHERE typeof(state) = 'text' ORDER BY 1"}})j",
             R"j({"update_rows": {"table": "states",
                        "set": {"n": "(SELECT count(*) FROM tasks WHERE tasks.state = states.name)"}}})j",
             R"j({"add_column": {"table": "tasks", "column": "done INTEGER DEFAULT 0"}})j",
             R"j({"update_rows": {"table": "tasks", "set": {"done": "1"},
                        "where": "state = 'done'"}})j",
             R"j({"drop_column": {"table": "tasks", "column": "state"}})j",
             R"j({"delete_rows": {"table": "tasks", "where": "n < 0"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(rows_of_a_table_that_goes) {
    BOOST_TEST(breach_of("CREATE TABLE t (a, b); CREATE TABLE u (c)",
                         {R"j({"update_rows": {"table": "t", "set": {"a": "b"}}})j",
                          R"j({"insert_rows": {"table": "u", "columns": ["c"],
                              "query": "SELECT a FROM t ORDER BY rowid"}})j",
                          R"j({"drop_table": {"table": "t"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(names_of_a_complement_may_be_those_of_a_table) {
    BOOST_TEST(breach_of("CREATE TABLE t (k1, v1, PRIMARY KEY (k1)) WITHOUT ROWID",
                         {R"j({"delete_rows": {"table": "t", "where": "v1 IS NULL"}})j"}) == "");
    BOOST_TEST(breach_of("CREATE TABLE kept (k, v1, w1, stays, n, g1)",
                         {R"j({"update_rows": {"table": "kept", "set": {"v1": "k"}}})j",
                          R"j({"insert_rows": {"table": "kept", "columns": ["g1", "n"],
                               "values": [[1, 2]]}})j",
                          R"j({"delete_rows": {"table": "kept", "where": "w1 > 5"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(an_expression_may_read_the_rowid) {
    BOOST_TEST(breach_of("CREATE TABLE t (a, b)",
                         {R"j({"update_rows": {"table": "t", "set": {"a": "rowid"},
                               "where": "rowid % 2 = 1 OR t.b IS NULL"}})j"}) == "");
    BOOST_TEST(breach_of("CREATE TABLE t (a, b)",
                         {R"j({"delete_rows": {"table": "t", "where": "rowid % 3 = 1"}})j"}) == "");
}

BOOST_AUTO_TEST_CASE(an_expression_reads_all_rows_as_they_were_before_the_step) {
    BOOST_TEST(
        breach_of("CREATE TABLE t (a INTEGER, r INTEGER)", {R"j({"update_rows": {"table": "t",
                         "set": {"r": "(SELECT count(*) FROM t AS o WHERE o.r < t.r)"}}})j"}) ==
        "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
