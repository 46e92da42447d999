#include <boost/test/unit_test.hpp>

#include "run/rebuild_scene.hpp"

using namespace evolve;
using namespace evolve::sqlite;

// What rows that contradict a table's new rules are told, and what becomes of their values. The
// numbers are those of docs/pitfalls.md.

namespace {

/// Whether a STRICT column of that type takes what the table `t` then holds.
bool fits(const std::string& table, const std::string& insert, const std::string& type) {
    auto judge = Connection::memory({.access = Access::write});
    judge.execute(table + "; " + insert + "; CREATE TABLE judge (v " + type + ") STRICT");
    try {
        judge.execute("INSERT INTO judge SELECT v FROM t");
        return true;
    } catch (const Failure&) {
        return false;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rebuild_pitfall)

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

// Whether a value fits is SQLite's to say.
BOOST_AUTO_TEST_CASE(
    values_that_no_conversion_fits_to_a_type_are_said_before_anything_is_written_b04) {
    const std::vector<std::string> values{"NULL",
                                          "12",
                                          "-1.5",
                                          "2.0",
                                          "1e300",
                                          "9007199254740993",
                                          "''",
                                          "'a'",
                                          "' 12 '",
                                          "'12a'",
                                          "9.3e18",
                                          "'9007199254740993'",
                                          "'1e3'",
                                          "'2.0'",
                                          "'2.5'",
                                          "'0x1'",
                                          "9223372036854775807",
                                          "'9223372036854775808'",
                                          "x''",
                                          "x'31'"};
    for (const char* before : {"v", "v TEXT", "v NUMERIC", "v REAL", "v INT"})
        for (const std::string after : {"INT", "REAL", "TEXT", "BLOB", "ANY"}) {
            const std::string old =
                std::string("CREATE TABLE t (id INTEGER PRIMARY KEY, ") + before + ")";
            const Graph graph =
                changing(old, {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, v " +
                                                after + ") STRICT")}});
            for (const std::string& value : values)
                BOOST_TEST_CONTEXT(before << " " << value << " as " << after) {
                    const std::string insert = "INSERT INTO t VALUES (1, " + value + ")";
                    Scene scene(graph);
                    scene.connection.execute(insert);
                    const Attempt made = attempt(scene);
                    if (fits(old, insert, after))
                        BOOST_TEST(made.refusal == "");
                    else
                        BOOST_TEST(made.refusal.starts_with(
                                       "rows-contradict: 1 row of t contradicts type " + after),
                                   made.refusal);
                }
        }
}

BOOST_AUTO_TEST_CASE(values_that_another_type_of_a_strict_table_does_not_take_are_said_b04) {
    Scene scene(changing("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT, w ANY) STRICT",
                         {alter("t", "v INT"), alter("t", "w TEXT")}));
    scene.connection.execute("INSERT INTO t VALUES (1, '12', 1), (2, 'many', 2)");
    BOOST_TEST(attempt(scene).refusal ==
               "rows-contradict: 1 row of t contradicts type INT of column 'v': id 2: 'many'");
    scene.connection.execute("UPDATE t SET v = '13', w = x'00' WHERE id = 2");
    BOOST_TEST(attempt(scene).refusal.starts_with(
        "rows-contradict: 1 row of t contradicts type TEXT of column 'w'"));
    scene.connection.execute("DELETE FROM t WHERE id = 2");
    BOOST_TEST(attempt(scene).refusal == "");
}

BOOST_AUTO_TEST_CASE(values_that_make_no_rowid_are_said_before_anything_is_written_b04) {
    Scene scene(changing("CREATE TABLE t (k TEXT PRIMARY KEY, v)",
                         {AlterTable{table("CREATE TABLE t (k INTEGER PRIMARY KEY, v)")}}));
    scene.connection.execute("INSERT INTO t VALUES ('7', 1), ('seven', 2), ('2.5', 3)");
    const Attempt made = attempt(scene);
    BOOST_TEST(made.refusal.starts_with(
                   "rows-contradict: 2 rows of t contradict type INTEGER of column 'k'"),
               made.refusal);
    BOOST_TEST(made.statements.empty());
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
