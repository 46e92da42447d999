#include <boost/test/unit_test.hpp>

#include "evolve/plan/consent.hpp"
#include "evolve/sqlite/query.hpp"
#include "scene.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

Graph dropping_column(std::string_view table_sql, const char* column, bool keep = true) {
    return chain({{create(table_sql)}, {DropColumn{"t", column, keep}}});
}

Graph dropping_table(std::string_view table_sql) {
    return chain({{create("CREATE TABLE stays(x)"), create(table_sql),
                   evolve::create_index("CREATE INDEX i ON t(b, a)")},
                  {DropTable{"t", true}}});
}

/// Goes up and down with these rows, and says what is not as it was.
std::string round_trip(const Graph& graph, std::string_view rows) {
    Scene scene(graph);
    scene.connection.execute(rows);
    const Dump before = dump(scene.connection);
    scene.go("0002");
    if (lost(before, dump(scene.connection)).empty()) return "nothing was dropped";
    scene.go("0001", Direction::down);
    const Dump after = dump(scene.connection);
    return lost(before, after) + lost(after, before);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(complement)

// Pitfall A14: a rowid that no column names is part of the row.
BOOST_AUTO_TEST_CASE(rows_without_an_integer_key_keep_their_rowids_a14) {
    constexpr auto rows =
        "INSERT INTO t(rowid, a, b) VALUES (-3, 'x', 1), (5, 'x', 1), (9, NULL, 2)";
    BOOST_TEST(round_trip(dropping_table("CREATE TABLE t(a, b)"), rows) == "");
    BOOST_TEST(round_trip(dropping_column("CREATE TABLE t(a, b)", "a"), rows) == "");
}

BOOST_AUTO_TEST_CASE(columns_that_hide_names_of_the_rowid_are_columns) {
    constexpr auto rows =
        "INSERT INTO t(oid, rowid, b, a) VALUES (7, 'r', 1, 'x'), (8, NULL, 2, 'y')";
    BOOST_TEST(round_trip(dropping_table("CREATE TABLE t(rowid, a, b)"), rows) == "");
    BOOST_TEST(round_trip(dropping_column("CREATE TABLE t(rowid, a, b)", "a"), rows) == "");
    constexpr auto last = "INSERT INTO t(_rowid_, oid, rowid, b) VALUES (7, 'o', 'r', 1)";
    BOOST_TEST(round_trip(dropping_table("CREATE TABLE t(rowid, oid, a, b)"), last) == "");
}

BOOST_AUTO_TEST_CASE(where_all_three_names_are_hidden_nothing_can_be_kept_and_the_step_is_refused) {
    Scene scene(dropping_table("CREATE TABLE t(rowid, oid, _rowid_, a, b)"));
    const auto plan = scene.plan("0002");
    BOOST_REQUIRE(!plan.has_value());
    BOOST_TEST((plan.error().get<NotHere>()->refusal.why == Why::no_row_key));
}

// Pitfall A13.
BOOST_AUTO_TEST_CASE(the_counter_of_a_dropped_table_comes_back_a13) {
    const Graph graph = dropping_table("CREATE TABLE t(k INTEGER PRIMARY KEY AUTOINCREMENT, a, b)");
    BOOST_TEST(
        round_trip(graph, "INSERT INTO t(a) VALUES (1), (2), (3); DELETE FROM t WHERE k = 3") ==
        "");
    BOOST_TEST(round_trip(graph, "INSERT INTO t(a) VALUES (1); DELETE FROM t") == "");
    BOOST_TEST(round_trip(graph, "INSERT INTO t VALUES (9223372036854775807, 1, 1)") == "");
    Scene unused(graph);
    unused.go("0002");
    unused.go("0001", Direction::down);
    BOOST_TEST(query_integer(unused.connection, "SELECT count(*) FROM sqlite_sequence") == 0);
}

BOOST_AUTO_TEST_CASE(a_dropped_column_leaves_the_counter_alone_a13) {
    BOOST_TEST(round_trip(dropping_column(
                              "CREATE TABLE t(k INTEGER PRIMARY KEY AUTOINCREMENT, a, b)", "a"),
                          "INSERT INTO t(a) VALUES (1), (2); DELETE FROM t WHERE k = 2") == "");
}

BOOST_AUTO_TEST_CASE(a_dropped_table_comes_back_with_its_indexes) {
    Scene scene(dropping_table("CREATE TABLE t(a, b UNIQUE)"));
    const Schema before = scene.present().schema;
    scene.go("0002");
    BOOST_TEST(scene.present().schema.indexes.empty());
    scene.go("0001", Direction::down);
    BOOST_TEST(scene.present().schema == before);
}

BOOST_AUTO_TEST_CASE(names_with_every_quote_are_only_names) {
    const Graph graph =
        chain({{create(R"(CREATE TABLE "in""side 'q' [b] `t`"("a""'b", "[x]", `c;--`))")},
               {DropColumn{Identifier(R"(in"side 'q' [b] `t`)"), Identifier(R"(a"'b)"), true}}});
    BOOST_TEST(round_trip(graph, R"(INSERT INTO "in""side 'q' [b] `t`" VALUES (1, '2', x'03'))") ==
               "");
}

// The values were there before, whatever a CHECK says of them, or of the default that stands in for
// them until they are back.
BOOST_AUTO_TEST_CASE(old_rows_come_back_although_a_check_would_refuse_them) {
    BOOST_TEST(round_trip(dropping_column("CREATE TABLE t(a CHECK (a > 0), b)", "a"),
                          "PRAGMA ignore_check_constraints = 1; INSERT INTO t VALUES (-1, 1);"
                          "PRAGMA ignore_check_constraints = 0") == "");
    BOOST_TEST(round_trip(dropping_table("CREATE TABLE t(a CHECK (a > 0), b)"),
                          "PRAGMA ignore_check_constraints = 1; INSERT INTO t VALUES (-1, 1);"
                          "PRAGMA ignore_check_constraints = 0") == "");
}

BOOST_AUTO_TEST_CASE(a_default_that_the_check_refuses_does_not_keep_the_values_away) {
    BOOST_TEST(round_trip(dropping_column(
                              "CREATE TABLE t(b INTEGER, a INTEGER DEFAULT 0 CHECK (a > b))", "a"),
                          "INSERT INTO t VALUES (1, 2), (3, 9)") == "");
}

BOOST_AUTO_TEST_CASE(rows_that_came_later_meet_the_check_like_any_other) {
    Scene scene(
        dropping_column("CREATE TABLE t(b INTEGER, a INTEGER DEFAULT 0 CHECK (a > b))", "a"));
    scene.connection.execute("INSERT INTO t VALUES (1, 2)");
    scene.go("0002");
    scene.connection.execute("INSERT INTO t VALUES (5)");
    const Dump before = dump(scene.connection);
    const auto receipt = scene.try_go("0001", Direction::down);
    BOOST_REQUIRE(!receipt.has_value());
    const auto* stopped = receipt.error().get<Stopped>();
    BOOST_REQUIRE(stopped != nullptr);
    BOOST_TEST((stopped->failure.kind == FailureKind::constraint));
    BOOST_TEST(lost(before, dump(scene.connection)) == "");
}

BOOST_AUTO_TEST_CASE(what_is_not_kept_is_lost_and_asks_for_consent_to_that) {
    Scene scene(dropping_column("CREATE TABLE t(a, b)", "a", false));
    scene.connection.execute("INSERT INTO t VALUES (1, 2)");
    const Plan plan = scene.plan("0002").value();
    BOOST_TEST((class_of(plan) == StepClass::lossy));
    BOOST_TEST(!consent(plan, StepClass::additive).has_value());
    const auto refused = consent(plan, StepClass::breaking);
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().needed == StepClass::lossy));
    BOOST_TEST(consent(plan, StepClass::lossy).has_value());
    BOOST_REQUIRE(run(scene.connection, plan, scene.managed).has_value());
    BOOST_TEST(!is_evolves_own(table_names(scene.connection).front()));
    scene.go("0001", Direction::down);
    BOOST_TEST((query_value(scene.connection, "SELECT a FROM t") == std::optional<Value>(Null())));
}

BOOST_AUTO_TEST_CASE(rollback_is_itself_the_consent_to_dropping_with_a_complement) {
    Scene scene(chain({{create("CREATE TABLE t(a)")}, {add("t", "b")}}));
    scene.go("0002");
    BOOST_TEST(
        consent(scene.plan("0001", Direction::down).value(), StepClass::additive).has_value());
}

// Before the first step its name in double quotes would be read as a string.
BOOST_AUTO_TEST_CASE(a_column_that_comes_and_goes_on_one_way_is_kept_as_it_was_in_between) {
    Scene scene(chain({{evolve::create("CREATE TABLE t (a)")},
                       {add("t", "b DEFAULT 5"), add("t", "c")},
                       {DropColumn{"t", "b"}}}));
    scene.connection.execute("INSERT INTO t VALUES (1), (2)");
    scene.go("0003");
    BOOST_TEST(query_integer(scene.connection, "SELECT sum(v1) FROM evolve_kept_1") == 10);
}

BOOST_AUTO_TEST_SUITE_END()
