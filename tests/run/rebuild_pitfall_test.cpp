#include <boost/test/unit_test.hpp>

#include "run/rebuild_scene.hpp"

using namespace evolve;
using namespace evolve::sqlite;

// Ways in which tables that are written anew lost something or failed half-way. The numbers are
// those of docs/pitfalls.md.

namespace {

constexpr const char* parent_and_children =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT);"
    "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE)";

}  // namespace

BOOST_AUTO_TEST_SUITE(rebuild_pitfall)

// defer_foreign_keys puts off no CASCADE: evolve never leans on it, and it changes nothing.
BOOST_AUTO_TEST_CASE(foreign_keys_are_off_and_not_deferred_while_a_parent_is_written_anew_a02) {
    Scene scene(changing(parent_and_children, {alter("p", "n INTEGER")}));
    scene.connection.execute("INSERT INTO p VALUES (1, '1'); INSERT INTO c VALUES (1, 1), (2, 1)");
    scene.connection.execute("PRAGMA foreign_keys = ON; PRAGMA defer_foreign_keys = ON");
    bool wrote = false;
    const auto receipt =
        scene.try_go("0002", Direction::up, {.before_statement = [&](std::string_view sql) {
                         wrote |= sql.starts_with("DROP TABLE");
                         BOOST_TEST(sql.find("defer_foreign_keys") == sql.npos);
                         BOOST_TEST(query_integer(scene.connection, "PRAGMA foreign_keys") == 0);
                     }});
    BOOST_TEST(receipt.has_value());
    BOOST_TEST(wrote);
    BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM c") == 2);
    BOOST_TEST(query_integer(scene.connection, "PRAGMA foreign_keys") == 1);
}

BOOST_AUTO_TEST_CASE(a_column_that_the_graph_does_not_know_stops_the_plan_a08) {
    const Graph graph =
        changing("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)", {alter("t", "b INTEGER")});
    Scene scene(graph);
    scene.connection.execute("ALTER TABLE t ADD COLUMN own; INSERT INTO t VALUES (1, '2', 'mine')");
    const Dump before = dump(scene.connection);
    const auto plan = scene.plan("0002");
    BOOST_REQUIRE(!plan.has_value());
    BOOST_TEST(plan.error().get<NoStart>() != nullptr);
    BOOST_TEST(lost(before, dump(scene.connection)) == "");
}

BOOST_AUTO_TEST_CASE(a_column_that_comes_after_planning_stops_the_run_a08) {
    Scene scene(
        changing("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)", {alter("t", "b INTEGER")}));
    const Plan plan = scene.plan("0002").value();
    scene.connection.execute("ALTER TABLE t ADD COLUMN own; INSERT INTO t VALUES (1, '2', 'mine')");
    const auto receipt = run(scene.connection, plan, scene.managed);
    BOOST_REQUIRE(!receipt.has_value());
    BOOST_TEST(receipt.error().get<ChangedMeanwhile>() != nullptr);
    BOOST_TEST(text_of_query(scene.connection, "SELECT own FROM t") == "mine");
}

// Part-way, where steps that are done are passed over, too.
BOOST_AUTO_TEST_CASE(a_column_that_the_graph_does_not_know_stops_a_half_done_migration_a08) {
    Scene scene(changing("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)",
                         {AddColumn{"t", column("c")}, alter("t", "b INTEGER")}));
    scene.connection.execute("ALTER TABLE t ADD COLUMN c");
    BOOST_TEST(scene.plan("0002").has_value());
    scene.connection.execute("ALTER TABLE t ADD COLUMN own");
    BOOST_TEST(!scene.plan("0002").has_value());
}

// FTS5 with the content of another table finds its rows by their rowids, which nothing names here.
BOOST_AUTO_TEST_CASE(a_full_text_index_over_a_table_answers_after_that_is_written_anew_a15) {
    Scene scene(changing("CREATE TABLE t (title TEXT, n TEXT)", {alter("t", "n INTEGER")}));
    Connection& connection = scene.connection;
    connection.execute(
        "CREATE VIRTUAL TABLE f USING fts5(title, content='t');"
        "INSERT INTO t (rowid, title, n) VALUES (5, 'one tortoise', '1'), (9, 'two hares', '2'),"
        " (40, 'three hares', '3'); INSERT INTO f (f) VALUES ('rebuild')");
    const auto answers = [&] {
        BOOST_TEST(text_of_query(connection, "SELECT title FROM f WHERE f MATCH 'two'") ==
                   "two hares");
        BOOST_TEST(query_integer(connection, "SELECT rowid FROM f WHERE f MATCH 'tortoise'") == 5);
        BOOST_TEST(query_integer(connection, "SELECT count(*) FROM f WHERE f MATCH 'hares'") == 2);
        connection.execute("INSERT INTO f (f, rank) VALUES ('integrity-check', 1)");
    };
    answers();
    scene.go("0002");
    BOOST_TEST(text_of_query(connection, "SELECT typeof(n) FROM t WHERE rowid = 9") == "integer");
    answers();
    scene.go("0001", Direction::down);
    answers();
}

// One statement would lose every row where only a definition is looked at: DROP, then CREATE.
BOOST_AUTO_TEST_CASE(no_table_is_dropped_before_all_its_rows_stand_in_the_new_one_a22) {
    const std::string before =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INT, c TEXT)";
    const std::vector<std::vector<Step>> changes = {
        {alter("t", "b TEXT")},
        {alter("t", "b INT DEFAULT 5")},
        {alter("t", "b INT CHECK (b > 0)")},
        {alter("t", "a TEXT")},
        {alter("t", "a TEXT NOT NULL COLLATE NOCASE")},
        {AddColumn{"t", column("d TEXT"), {}, {Place::At::first}}},
        {AddColumn{"t", column("d AS (b + 1) STORED")}},
        {DropColumn{"t", "b"}, DropColumn{"t", "c"}},
        {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INT, c TEXT, "
                          "UNIQUE (a, b))")}},
        {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INT, c TEXT) "
                          "STRICT")}},
        {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INT, c TEXT) "
                          "WITHOUT ROWID")}},
        {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL, "
                          "b INT, c TEXT)")}},
    };
    for (const std::vector<Step>& steps : changes) {
        Scene scene(changing(before, steps));
        scene.connection.execute(
            "INSERT INTO t VALUES (1, 'x', 1, 'u'), (7, 'y', 2, 'v'), (30, 'z', 3, 'w')");
        const Dump rows = dump(scene.connection);
        bool dropped = false;
        const RunOptions options{.before_statement = [&](std::string_view sql) {
            if (!sql.starts_with("DROP TABLE main.\"t\"")) return;
            dropped = true;
            BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM evolve_new_1") == 3);
        }};
        BOOST_TEST_CONTEXT(steps.front()) {
            BOOST_TEST(scene.try_go("0002", Direction::up, options).has_value());
            BOOST_TEST(dropped);
            BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM t") == 3);
            scene.go("0001", Direction::down);
            BOOST_TEST(lost(rows, dump(scene.connection)) == "");
        }
    }
}

// What a step says is looked for in the schema before the commit, whatever SQLite said.
BOOST_AUTO_TEST_CASE(a_step_without_its_effect_is_an_error_a23) {
    const std::string before =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT); CREATE INDEX i ON t (a)";
    const std::vector<std::vector<Step>> changes = {
        {DropColumn{"t", "b"}},
        {AddColumn{"t", column("c")}},
        {alter("t", "b TEXT")},
        {RenameColumn{"t", "b", "c"}},
        {DropIndex{"i"}},
        {RenameTable{"t", "u"}},
        {alter("t", "b INT NOT NULL")},
        {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INT)")}},
    };
    for (const std::vector<Step>& steps : changes) BOOST_TEST_CONTEXT(steps.front()) {
            Scene scene(changing(before, steps));
            scene.connection.execute("INSERT INTO t VALUES (1, 'x', 2)");
            const Dump rows = dump(scene.connection);
            Plan plan = scene.plan("0002").value();
            for (PlannedStep& step : plan.migrations.front().steps) {
                step.copies.clear();
                step.keeps.clear();
                step.statements.clear();
            }
            const auto receipt = run(scene.connection, plan, scene.managed);
            BOOST_REQUIRE(!receipt.has_value());
            BOOST_TEST(receipt.error().get<Damaged>() != nullptr);
            BOOST_TEST(lost(rows, dump(scene.connection)) == "");
        }
}

// DROP TABLE would take the trigger along without a word, and the name may mean the other table.
BOOST_AUTO_TEST_CASE(a_temporary_object_over_the_table_is_said_before_anything_is_written_a24) {
    for (const char* object : {"trigger r", "view v", "table t"}) BOOST_TEST_CONTEXT(object) {
            Scene scene(
                changing("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); CREATE TABLE u (x)",
                         {alter("t", "b INT")}));
            const std::string what(object);
            scene.connection.execute(
                what == "trigger r"
                    ? "CREATE TEMP TRIGGER r AFTER UPDATE ON main.t BEGIN SELECT 1; END"
                : what == "view v" ? "CREATE TEMP VIEW v AS SELECT a FROM main.t"
                                   : "CREATE TEMP TABLE t (y)");
            const Attempt made = attempt(scene);
            BOOST_TEST(made.refusal.starts_with("temporary-object: temporary " + what),
                       made.refusal);
            BOOST_TEST(made.statements.empty());
            scene.connection.execute("DROP " + what.substr(0, what.find(' ')) + " temp." +
                                     what.substr(what.find(' ') + 1));
            BOOST_TEST(attempt(scene).refusal == "");
        }
}

BOOST_AUTO_TEST_CASE(a_temporary_object_over_another_table_is_in_nobodys_way_a24) {
    Scene scene(changing("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); CREATE TABLE u (x)",
                         {alter("t", "b INT")}));
    scene.connection.execute(
        "CREATE TEMP TABLE mine (y); CREATE TEMP VIEW v AS SELECT x FROM main.u;"
        "CREATE TEMP TRIGGER r AFTER INSERT ON main.u BEGIN INSERT INTO mine VALUES (new.x); END");
    BOOST_TEST(attempt(scene).refusal == "");
    BOOST_TEST(query_integer(scene.connection, "SELECT count(*) FROM temp.sqlite_schema") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
