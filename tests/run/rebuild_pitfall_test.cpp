#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "evolve/plan/schema_steps.hpp"
#include "evolve/sqlite/query.hpp"
#include "scene.hpp"

using namespace evolve;
using namespace evolve::sqlite;

// Ways in which changes of tables lost something or failed half-way, driven through `run` on a real
// database. The numbers are those of docs/pitfalls.md.

namespace {

/// A graph whose first version is this schema and whose second is what the steps make of it.
Graph changing(std::string_view sql, std::vector<Step> steps) {
    return chain({steps_between({}, evolve::schema(sql)).steps, std::move(steps)});
}

AlterColumn alter(const char* table_name, const char* definition) {
    return {table_name, column(definition)};
}

std::string described(const Explanation& refusal) {
    return std::string(refusal.code) + ": " + refusal.wrong;
}

/// What the run says against it, and every statement that it ran until then.
struct Attempt {
    std::string refusal;
    std::vector<std::string> statements;
};

Attempt attempt(Scene& scene, const char* to = "0002") {
    Attempt made;
    const RunOptions options{
        .before_statement = [&](std::string_view sql) { made.statements.emplace_back(sql); }};
    const auto receipt = scene.try_go(to, Direction::up, options);
    if (!receipt) made.refusal = described(explain(receipt.error()));
    return made;
}

std::size_t number_of(const std::vector<std::string>& statements, std::string_view beginning) {
    return static_cast<std::size_t>(std::ranges::count_if(
        statements, [&](const std::string& sql) { return sql.starts_with(beginning); }));
}

std::string text_of_query(Connection& connection, std::string_view sql) {
    const auto value = query_value(connection, sql);
    if (!value || std::holds_alternative<Null>(*value)) return "nothing";
    if (const auto* number = std::get_if<std::int64_t>(&*value)) return std::to_string(*number);
    const auto* text = std::get_if<Text>(&*value);
    return text == nullptr ? "no text" : std::string(text->view());
}

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

// A rowid table takes NULL in a key that is no INTEGER PRIMARY KEY; the other two kinds do not.
BOOST_AUTO_TEST_CASE(null_in_a_key_is_said_with_its_rows_before_anything_is_written_a25) {
    for (const char* options : {"WITHOUT ROWID", "STRICT"}) BOOST_TEST_CONTEXT(options) {
            const std::string definition = "CREATE TABLE t (k TEXT PRIMARY KEY, v INT)";
            Scene scene(
                changing(definition, {AlterTable{table(definition + " " + std::string(options))}}));
            scene.connection.execute("INSERT INTO t VALUES ('a', 1), (NULL, 2), (NULL, 3)");
            const Attempt made = attempt(scene);
            BOOST_TEST(made.refusal.starts_with(
                           "rows-contradict: 2 rows of t contradict NOT NULL of column 'k': "),
                       made.refusal);
            BOOST_TEST(made.refusal.find("rowid 2: NULL") != made.refusal.npos, made.refusal);
            BOOST_TEST(made.statements.empty());
            scene.connection.execute("DELETE FROM t WHERE k IS NULL");
            BOOST_TEST(attempt(scene).refusal == "");
        }
}

BOOST_AUTO_TEST_CASE(a_blob_among_texts_is_said_before_a_table_becomes_strict_b04) {
    const std::string definition = "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, n INT)";
    Scene scene(changing(definition, {AlterTable{table(definition + " STRICT")}}));
    scene.connection.execute("INSERT INTO t VALUES (3, 'a', 1), (4, x'61', 2), (5, 'b', 'many')");
    Attempt made = attempt(scene);
    BOOST_TEST(made.refusal ==
                   "rows-contradict: 1 row of t contradicts type TEXT of column 'v': id 4: a blob "
                   "of 1 bytes",
               made.refusal);
    BOOST_TEST(made.statements.empty());
    scene.connection.execute("UPDATE t SET v = CAST(v AS TEXT)");
    made = attempt(scene);
    BOOST_TEST(made.refusal ==
                   "rows-contradict: 1 row of t contradicts type INT of column 'n': id 5: 'many'",
               made.refusal);
    scene.connection.execute("UPDATE t SET n = 3 WHERE id = 5");
    BOOST_TEST(attempt(scene).refusal == "");
}

BOOST_AUTO_TEST_CASE(rows_that_a_collation_makes_equal_are_said_before_anything_is_written_b06) {
    Scene scene(changing("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE)",
                         {alter("t", "name TEXT UNIQUE COLLATE NOCASE")}));
    scene.connection.execute("INSERT INTO t VALUES (1, 'Ann'), (2, 'ANN'), (3, 'Bob')");
    const Attempt made = attempt(scene);
    BOOST_TEST(made.refusal == "rows-contradict: 1 row of t contradicts UNIQUE (name): id 2: 'ANN'",
               made.refusal);
    BOOST_TEST(made.statements.empty());
    scene.connection.execute("UPDATE t SET name = 'Anna' WHERE id = 2");
    BOOST_TEST(attempt(scene).refusal == "");
}

// An index that takes the column's collation judges by it as well.
BOOST_AUTO_TEST_CASE(rows_that_a_collation_makes_equal_in_a_unique_index_are_said_b06) {
    Scene scene(
        changing("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT);"
                 "CREATE UNIQUE INDEX u ON t (name)",
                 {alter("t", "name TEXT COLLATE NOCASE")}));
    scene.connection.execute("INSERT INTO t VALUES (1, 'Ann'), (2, 'ANN'), (3, 'Bob')");
    const Attempt made = attempt(scene);
    BOOST_TEST(made.refusal.starts_with("rows-contradict: 1 row of t contradicts UNIQUE (name)"),
               made.refusal);
    BOOST_TEST(made.statements.empty());
}

// For SQLite both are one name. It renames the column all the same, and refuses the table.
BOOST_AUTO_TEST_CASE(a_rename_that_changes_case_alone_is_refused_with_the_reason_b10) {
    const auto refusal = [](Step step) {
        const auto graph = Graph::make(
            {record("0001-a", {from("", {evolve::create("CREATE TABLE t (name TEXT, other)")})}),
             record("0002-b", {from("0001-a", {std::move(step)})})});
        return graph ? "none" : described(explain(graph.error()));
    };
    for (const Step& step :
         std::vector<Step>{RenameColumn{"t", "name", "Name"}, RenameTable{"t", "T"}}) {
        const std::string said = refusal(step);
        BOOST_TEST(said.starts_with("case-alone: "), said);
        BOOST_TEST(said.find("case") != said.npos, said);
    }
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t (name TEXT, other)");
    BOOST_CHECK_THROW(connection.execute("ALTER TABLE t RENAME TO T"), Failure);
}

// Nothing goes through the numbers or texts of a programming language: 42 is not "42.0".
BOOST_AUTO_TEST_CASE(numbers_keep_their_class_through_copies_and_complements_b12) {
    const std::string classes =
        "SELECT group_concat(typeof(v) || ' ' || v, ', ') FROM (SELECT v FROM t ORDER BY id)";
    for (const char* type : {"", "BLOB", "NUMERIC", "ANY"}) BOOST_TEST_CONTEXT(type) {
            const std::string definition =
                "CREATE TABLE t (id INTEGER PRIMARY KEY, v " + std::string(type) + ", w TEXT, x)";
            Scene scene(changing(
                definition, {alter("t", "w INTEGER"), DropColumn{"t", "v"}, DropColumn{"t", "x"}}));
            scene.connection.execute(
                "INSERT INTO t VALUES (1, 42, '42', 42), (2, 42.5, '4.0', 42.0), "
                "(3, 9007199254740993, '9007199254740993', 9007199254740993), (4, 'x', 'x', '42')");
            const std::string before = text_of_query(scene.connection, classes);
            const Dump rows = dump(scene.connection);
            scene.go("0002");
            BOOST_TEST(text_of_query(scene.connection,
                                     "SELECT group_concat(typeof(w) || ' ' || w, "
                                     "', ') FROM (SELECT w FROM t ORDER BY id)") ==
                       "integer 42, integer 4, integer 9007199254740993, text x");
            scene.go("0001", Direction::down);
            BOOST_TEST(text_of_query(scene.connection, classes) == before);
            BOOST_TEST(before.starts_with("integer 42, real 42.5, integer 9007199254740993"),
                       before);
            BOOST_TEST(lost(rows, dump(scene.connection)) == "");
        }
}

// Scratch tables are numbered, so that no name is cut, nor taken by what a crash left behind.
BOOST_AUTO_TEST_CASE(names_that_differ_in_their_last_letter_alone_get_scratch_tables_each_d06b) {
    const std::string name(300, 'n');
    const std::string one = name + "1";
    const std::string two = name + "2";
    const auto definition = [](const std::string& table_name) {
        return "CREATE TABLE " + table_name + " (id INTEGER PRIMARY KEY, v TEXT)";
    };
    Scene scene(chain({{evolve::create(definition(one)), evolve::create(definition(two))},
                       {alter(one.c_str(), "v INT"), alter(two.c_str(), "v INT")}}));
    scene.connection.execute(
        "CREATE TABLE evolve_new_1 (x); INSERT INTO evolve_new_1 VALUES (7);"
        "INSERT INTO " +
        one +
        " VALUES (1, '1');"
        "INSERT INTO " +
        two + " VALUES (1, '2'), (2, '3')");
    scene.go("0002");
    BOOST_TEST(query_integer(scene.connection, "SELECT sum(v) FROM " + one) == 1);
    BOOST_TEST(query_integer(scene.connection, "SELECT sum(v) FROM " + two) == 5);
    BOOST_TEST(query_integer(scene.connection, "SELECT x FROM evolve_new_1") == 7);
    BOOST_TEST(query_integer(scene.connection,
                             "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'evolve_new%'") ==
               1);
}

BOOST_AUTO_TEST_CASE(what_sqlite_can_change_in_place_is_not_written_anew_i03) {
    const std::string before =
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT); CREATE INDEX i ON t (a)";
    const std::vector<std::vector<Step>> changes = {
        {AddColumn{"t", column("c")}, AddColumn{"t", column("d TEXT NOT NULL DEFAULT 'x'")}},
        {AddColumn{"t", column("c AS (b + 1)")}},
        {DropColumn{"t", "b"}},
        {RenameColumn{"t", "b", "c"}},
        {RenameTable{"t", "u"}},
        {DropIndex{"i"}},
        {AddColumn{"t", column("c")}, RenameColumn{"t", "b", "bb"}, DropColumn{"t", "c"}},
    };
    for (const std::vector<Step>& steps : changes) BOOST_TEST_CONTEXT(steps.front()) {
            Scene scene(changing(before, steps));
            const Attempt made = attempt(scene);
            BOOST_TEST(made.refusal == "");
            BOOST_TEST(!made.statements.empty());
            BOOST_TEST(number_of(made.statements, "CREATE TABLE \"evolve_new") == 0u);
            BOOST_TEST(number_of(made.statements, "INSERT OR ABORT") == 0u);
        }
}

BOOST_AUTO_TEST_CASE(several_changes_write_a_table_anew_once_i03) {
    Scene scene(changing(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT, c, d); CREATE INDEX i ON t (a);"
        "CREATE TABLE u (a TEXT)",
        {alter("t", "a INTEGER"), DropColumn{"t", "c"}, alter("t", "b INT NOT NULL DEFAULT 1"),
         AddColumn{"t", column("e TEXT"), {}, {Place::At::after, "id"}}, alter("u", "a INTEGER"),
         DropColumn{"t", "d"}}));
    const Attempt made = attempt(scene);
    BOOST_TEST(made.refusal == "");
    BOOST_TEST(number_of(made.statements, "INSERT OR ABORT INTO main.\"evolve_new") == 2u);
    BOOST_TEST(number_of(made.statements, "DROP TABLE main.\"t\"") == 1u);
    BOOST_TEST(number_of(made.statements, "DROP TABLE main.\"u\"") == 1u);
}

// Rows that came when the key was another one: nothing was kept of them.
BOOST_AUTO_TEST_CASE(a_key_that_returns_is_the_rowid_of_rows_that_came_later) {
    Scene scene(changing("CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a TEXT NOT NULL, b)",
                         {AlterTable{evolve::table("CREATE TABLE t (id INTEGER NOT NULL, "
                                                   "a TEXT NOT NULL, b, PRIMARY KEY (a, b))")},
                          DropColumn{"t", "id"}}));
    scene.go("0002");
    scene.connection.execute("INSERT INTO t (rowid, a, b) VALUES (7, 'seven', 1)");
    scene.go("0001", Direction::down);
    BOOST_TEST(text_of_query(scene.connection, "SELECT id || a FROM t") == "7seven");
}

BOOST_AUTO_TEST_SUITE_END()
