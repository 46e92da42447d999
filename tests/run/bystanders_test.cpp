#include <boost/test/unit_test.hpp>

#include "evolve/sqlite/query.hpp"
#include "scene.hpp"

using namespace evolve;

namespace {

/// 0001: t; 0002: one column more; 0003: column b gone; 0004: t gone.
Graph fresh_and_gone() {
    return chain(
        {{create("CREATE TABLE stays(y)"), create("CREATE TABLE t(id INTEGER PRIMARY KEY, b)")},
         {add("t", "fresh JSON")},
         {DropColumn{"t", "b", true}},
         {DropTable{"t", true}}});
}

/// A database with this beside the graph's own objects.
struct With : Scene {
    explicit With(std::string_view sql) : Scene(fresh_and_gone()) { connection.execute(sql); }
};

}  // namespace

// A step that would hurt what else a database holds is refused with that object's name.
BOOST_AUTO_TEST_SUITE(bystanders)

BOOST_AUTO_TEST_CASE(a_column_that_a_view_would_capture_is_refused_c09) {
    With scene("CREATE TABLE o(fresh); CREATE VIEW v AS SELECT (SELECT fresh FROM t) FROM o");
    BOOST_TEST(scene.in_the_way("0002") == "view v");
}

BOOST_AUTO_TEST_CASE(a_column_that_a_trigger_would_capture_is_refused_c09) {
    With scene(
        "CREATE TABLE o(fresh); CREATE TRIGGER tr AFTER INSERT ON o BEGIN "
        "DELETE FROM o WHERE fresh IN (SELECT fresh FROM t); END");
    BOOST_TEST(scene.in_the_way("0002") == "trigger tr");
}

BOOST_AUTO_TEST_CASE(a_column_that_a_view_names_is_not_dropped_c05) {
    With scene("CREATE VIEW v AS SELECT b FROM t");
    BOOST_TEST(scene.in_the_way("0003") == "view v");
}

BOOST_AUTO_TEST_CASE(a_table_that_an_unmanaged_one_refers_to_is_not_dropped) {
    With scene("CREATE TABLE notes(n, t REFERENCES t(id))");
    BOOST_TEST(scene.in_the_way("0004") == "table notes");
}

// SQLite would go on, and then refuse every write to either table: "foreign key mismatch".
BOOST_AUTO_TEST_CASE(a_key_that_an_unmanaged_table_refers_to_does_not_go) {
    const auto graph = [] {
        return chain({{create("CREATE TABLE t(id INTEGER PRIMARY KEY, a UNIQUE, b)"),
                       create_index("CREATE UNIQUE INDEX i ON t(b)")},
                      {AlterTable{table("CREATE TABLE t(id INTEGER, a, b)")}},
                      {DropIndex{"i"}}});
    };
    for (const char* child :
         {"CREATE TABLE o(t REFERENCES t)", "CREATE TABLE o(t REFERENCES t(id))",
          "CREATE TABLE o(t REFERENCES T(A))"}) {
        Scene scene(graph());
        scene.connection.execute(child);
        BOOST_TEST(scene.in_the_way("0002") == "a foreign key of table o", child);
    }
    Scene scene(graph());
    scene.connection.execute("CREATE TABLE o(t REFERENCES t(b), u REFERENCES t(c))");
    BOOST_TEST(scene.in_the_way("0002") == "nothing");
    BOOST_TEST(scene.in_the_way("0003") == "a foreign key of table o");
}

BOOST_AUTO_TEST_CASE(a_table_that_a_view_reads_is_not_dropped) {
    With scene("CREATE VIEW v AS SELECT id FROM t");
    BOOST_TEST(scene.in_the_way("0004") == "view v");
}

BOOST_AUTO_TEST_CASE(bystanders_of_other_tables_stand_in_nobodys_way) {
    With scene(
        "CREATE TABLE o(fresh, b, t); CREATE VIEW v AS SELECT fresh, b FROM o;"
        "CREATE INDEX i ON o(t, b); CREATE TRIGGER tr AFTER INSERT ON o BEGIN DELETE FROM o; END");
    BOOST_TEST(scene.in_the_way("0004") == "nothing");
    scene.go("0004");
    scene.go("0001", Direction::down);
}

// Law 8 would be of no use if a child table's columns could stop an additive step.
BOOST_AUTO_TEST_CASE(a_child_with_a_column_of_the_new_ones_name_stands_in_nobodys_way) {
    With scene("CREATE TABLE notes(fresh, b, t REFERENCES t(id))");
    BOOST_TEST(scene.in_the_way("0003") == "nothing");
    scene.go("0003");
}

// SQLite itself renames nothing and drops no column there: "error in view left".
BOOST_AUTO_TEST_CASE(a_view_of_a_table_that_is_gone_stands_in_nobodys_way_and_stays_as_written) {
    With scene(
        "CREATE VIEW left AS SELECT  a FROM gone; "
        "CREATE TRIGGER of_view INSTEAD OF INSERT ON left BEGIN SELECT new.a; END;"
        "CREATE TABLE o(k); CREATE TRIGGER of_table AFTER INSERT ON o BEGIN DELETE FROM gone; END");
    const std::string left =
        "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE name IN "
        "('left', 'of_view', 'of_table') ORDER BY name)";
    const auto before = sqlite::query_value(scene.connection, left);
    scene.go("0003");
    BOOST_TEST((sqlite::query_value(scene.connection, left) == before));
    scene.go("0001", Direction::down);
    BOOST_TEST((sqlite::query_value(scene.connection, left) == before));
}

BOOST_AUTO_TEST_SUITE_END()
