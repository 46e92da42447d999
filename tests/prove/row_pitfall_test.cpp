#include <boost/test/unit_test.hpp>

#include "evolve/codec/step_json.hpp"
#include "evolve/plan/schema_steps.hpp"
#include "evolve/sqlite/query.hpp"
#include "run/scene.hpp"
#include "support/sql.hpp"

// Ways in which changes of rows lost something, driven through `run` on a real database. The
// numbers are those of docs/pitfalls.md.

namespace evolve {
namespace {

/// Whose second version has one column more, which tells it from the first.
Graph with_rows_changed(std::string_view sql, std::string_view step) {
    return chain({steps_between({}, schema(sql)).steps,
                  {AddColumn{"marked", column("since_0002")}, parse_step(step, "test").value()}});
}

std::int64_t number(Scene& scene, std::string_view sql) {
    return sqlite::query_integer(scene.connection, sql);
}

std::string refusal(Scene& scene) {
    const auto receipt = scene.try_go("0002");
    return receipt ? "" : explain(receipt.error()).wrong;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(row_pitfall)

BOOST_AUTO_TEST_CASE(orphans_that_existed_do_not_keep_rows_from_changing_h01) {
    Scene scene(
        with_rows_changed("CREATE TABLE marked (a); CREATE TABLE p (id INTEGER PRIMARY KEY);"
                          "CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p)",
                          R"({"delete_rows": {"table": "p", "where": "id = 2"}})"));
    scene.connection.execute("INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1), (2, 77)");
    scene.go("0002");
    BOOST_TEST(number(scene, "SELECT count(*) FROM p") == 1);
    BOOST_TEST(number(scene, "SELECT count(*) FROM c") == 2);
    // A new one does.
    scene.go("0001", Direction::down);
    scene.connection.execute("INSERT INTO c VALUES (3, 2)");
    BOOST_TEST(refusal(scene) == "1 row of c contradicts foreign key to p: id 3: 2");
    BOOST_TEST(number(scene, "SELECT count(*) FROM p") == 2);
}

BOOST_AUTO_TEST_CASE(rows_that_are_deleted_are_kept_aside_h02) {
    Scene scene(with_rows_changed(
        "CREATE TABLE marked (a); CREATE TABLE c (id INTEGER PRIMARY KEY, p, note)",
        R"({"delete_rows": {"table": "c", "where": "p IS NULL"}})"));
    scene.connection.execute("INSERT INTO c VALUES (1, 1, 'a'), (2, NULL, x'00'), (9, NULL, NULL)");
    const Receipt receipt = scene.go("0002");
    BOOST_TEST(receipt.migrations.front().changed.front().rows == 2);
    BOOST_TEST(number(scene, "SELECT count(*) FROM evolve_kept_1 WHERE k IN (2, 9)") == 2);
    scene.go("0001", Direction::down);
    BOOST_TEST(number(scene, "SELECT count(*) FROM c WHERE note IS x'00' OR id = 9") == 2);
}

BOOST_AUTO_TEST_CASE(parents_of_every_kind_are_missed_when_they_go_h03) {
    const auto refused = [](const char* sql, const char* rows, const char* where) {
        Scene scene(with_rows_changed(
            "CREATE TABLE marked (a);" + std::string(sql),
            R"({"delete_rows": {"table": "p", "where": ")" + std::string(where) + R"("}})"));
        scene.connection.execute(rows);
        return !refusal(scene).empty();
    };
    const char* itself = "CREATE TABLE p (id INTEGER PRIMARY KEY, up REFERENCES p (ID))";
    BOOST_TEST(refused(itself, "INSERT INTO p VALUES (1, NULL), (2, 1)", "id = 1"));
    BOOST_TEST(!refused(itself, "INSERT INTO p VALUES (1, 2), (2, 1)", "id < 3"));
    const char* two =
        "CREATE TABLE p (a COLLATE NOCASE, b, UNIQUE (a, b));"
        "CREATE TABLE c (x, y, FOREIGN KEY (x, y) REFERENCES P (A, B))";
    BOOST_TEST(
        refused(two, "INSERT INTO p VALUES ('k', 1); INSERT INTO c VALUES ('K', 1)", "b = 1"));
    BOOST_TEST(
        !refused(two, "INSERT INTO p VALUES ('k', 1); INSERT INTO c VALUES ('K', NULL)", "b = 1"));
    const char* circle =
        "CREATE TABLE p (id INTEGER PRIMARY KEY, c REFERENCES c);"
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p REFERENCES p)";
    BOOST_TEST(refused(circle, "INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1, 1)", "1"));
}

BOOST_AUTO_TEST_CASE(updates_fire_no_trigger_b09) {
    Scene scene(with_rows_changed(
        "CREATE TABLE marked (a); CREATE TABLE t (id INTEGER PRIMARY KEY, a, updated_at);"
        "CREATE TRIGGER r AFTER UPDATE ON t BEGIN UPDATE t SET updated_at = 'now' WHERE id = "
        "new.id; "
        "END",
        R"({"update_rows": {"table": "t", "set": {"a": "a + 1"}}})"));
    scene.connection.execute("INSERT INTO t VALUES (1, 1, 'then')");
    scene.go("0002");
    BOOST_TEST(number(scene, "SELECT count(*) FROM t WHERE a = 2 AND updated_at = 'then'") == 1);
}

BOOST_AUTO_TEST_CASE(the_way_back_of_an_update_knows_which_rows_were_null_b07) {
    Scene scene(
        with_rows_changed("CREATE TABLE marked (a); CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
                          R"j({"update_rows": {"table": "t", "set": {"a": "ifnull(a, 0)"}}})j"));
    scene.connection.execute("INSERT INTO t VALUES (1, NULL), (2, 0), (3, '')");
    scene.go("0002");
    BOOST_TEST(number(scene, "SELECT count(*) FROM t WHERE a IS 0") == 2);
    scene.go("0001", Direction::down);
    BOOST_TEST(number(scene, "SELECT count(*) FROM t WHERE a IS NULL") == 1);
    BOOST_TEST(number(scene, "SELECT count(*) FROM t WHERE a IS 0") == 1);
}

BOOST_AUTO_TEST_CASE(a_full_text_index_answers_for_rows_that_changed_a15) {
    Scene scene(with_rows_changed(
        "CREATE TABLE marked (a); CREATE TABLE docs (id INTEGER PRIMARY KEY, body);"
        "CREATE VIRTUAL TABLE found USING fts5(body, content='docs', content_rowid='id');",
        R"({"update_rows": {"table": "docs", "set": {"body": "'omega'"}, "where": "id = 1"}})"));
    scene.connection.execute(
        "INSERT INTO docs VALUES (1, 'alpha'), (2, 'beta');"
        "INSERT INTO found (found) VALUES ('rebuild')");
    const auto rows = [&](const std::string& word) {
        return number(scene, "SELECT count(*) FROM found WHERE found MATCH '" + word + "'");
    };
    scene.go("0002");
    BOOST_TEST(rows("omega") == 1);
    BOOST_TEST(rows("alpha") == 0);
    scene.go("0001", Direction::down);
    BOOST_TEST(rows("alpha") == 1);
    BOOST_TEST(rows("omega") == 0);
}

BOOST_AUTO_TEST_CASE(a_row_whose_key_another_has_stays_in_the_complement_h02) {
    Scene scene(
        with_rows_changed("CREATE TABLE marked (a); CREATE TABLE c (id INTEGER PRIMARY KEY, note)",
                          R"({"delete_rows": {"table": "c", "where": "id = 1"}})"));
    scene.connection.execute("INSERT INTO c VALUES (1, 'old')");
    scene.go("0002");
    scene.connection.execute("INSERT INTO c VALUES (1, 'new')");
    const Receipt receipt = scene.go("0001", Direction::down);
    BOOST_TEST(receipt.migrations.front().changed.front().passed_over == 1);
    BOOST_TEST(number(scene, "SELECT count(*) FROM c WHERE note = 'new'") == 1);
    BOOST_TEST(number(scene, "SELECT count(*) FROM evolve_kept_1 WHERE v1 = 'old'") == 1);
}

BOOST_AUTO_TEST_CASE(what_a_check_would_refuse_comes_back_as_it_was) {
    Scene scene(with_rows_changed(
        "CREATE TABLE marked (a); CREATE TABLE c (id INTEGER PRIMARY KEY, n CHECK (n > 0))",
        R"({"delete_rows": {"table": "c"}})"));
    scene.connection.execute(
        "PRAGMA ignore_check_constraints = ON; INSERT INTO c VALUES (1, -1);"
        "PRAGMA ignore_check_constraints = OFF");
    scene.go("0002");
    scene.go("0001", Direction::down);
    BOOST_TEST(number(scene, "SELECT n FROM c") == -1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
