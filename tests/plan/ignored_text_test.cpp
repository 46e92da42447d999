#include "evolve/plan/ignored_text.hpp"

#include <boost/test/unit_test.hpp>

#include "support/sql.hpp"

using namespace evolve;

namespace {

using Lines = std::vector<std::string>;

Lines between(std::string_view expected, std::string_view found) {
    return lines(ignored_differences(schema(expected), schema(found)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plan_ignored_text)

BOOST_AUTO_TEST_CASE(another_order_of_columns_is_told_by_the_stretch_that_differs) {
    BOOST_TEST(between("CREATE TABLE t (a, b, c, d)", "CREATE TABLE t (a, c, b, d)") ==
               Lines{"table t: column order: expected … b, c …, found … c, b …"});
    BOOST_TEST(between("CREATE TABLE t (a, b)", "CREATE TABLE t (b, a)") ==
               Lines{"table t: column order: expected a, b, found b, a"});
}

BOOST_AUTO_TEST_CASE(of_columns_those_count_that_both_have) {
    BOOST_TEST(between("CREATE TABLE t (a, x, b)", "CREATE TABLE t (a, b, y)").empty());
    BOOST_TEST(between("CREATE TABLE t (a, x, b)", "CREATE TABLE t (b, y, a)") ==
               Lines{"table t: column order: expected a, b, found b, a"});
}

BOOST_AUTO_TEST_CASE(names_of_constraints_are_told) {
    BOOST_TEST(between("CREATE TABLE t (a CONSTRAINT x NOT NULL, CONSTRAINT y CHECK (a > 0))",
                       "CREATE TABLE t (a NOT NULL, CONSTRAINT z CHECK (a > 0))") ==
               Lines{"table t: names of constraints: expected x, y, found z"});
    BOOST_TEST(between("CREATE TABLE t (a CONSTRAINT x UNIQUE)", "CREATE TABLE t (a UNIQUE)") ==
               Lines{"table t: names of constraints: expected x, found none"});
}

BOOST_AUTO_TEST_CASE(order_and_place_of_constraints_are_told) {
    BOOST_TEST(
        between("CREATE TABLE t (a UNIQUE NOT NULL)", "CREATE TABLE t (a NOT NULL UNIQUE)") ==
        Lines{"table t: order or place of constraints differs"});
    BOOST_TEST(between("CREATE TABLE t (a UNIQUE)", "CREATE TABLE t (a, UNIQUE (a))") ==
               Lines{"table t: order or place of constraints differs"});
}

BOOST_AUTO_TEST_CASE(the_case_of_names_and_types_is_told) {
    BOOST_TEST(between("CREATE TABLE t (a INT, Bb)", "CREATE TABLE T (Bb, a int)") ==
               (Lines{"table t: letter case: expected t, INT, found T, int",
                      "table t: column order: expected a, Bb, found Bb, a"}));
    BOOST_TEST(between("CREATE VIEW v AS SELECT 1", "CREATE VIEW V AS SELECT 1") ==
               Lines{"view v: letter case: expected v, found V"});
}

BOOST_AUTO_TEST_CASE(other_spelling_is_told) {
    BOOST_TEST(between("CREATE TABLE t (a DEFAULT (5))", "CREATE TABLE t (a DEFAULT 5)") ==
               Lines{"table t: spelling differs"});
    BOOST_TEST(between("CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t",
                       "CREATE TABLE t (a); CREATE VIEW v AS SELECT [a] FROM t") ==
               Lines{"view v: spelling differs"});
}

// evolve itself writes 's' for "s".
BOOST_AUTO_TEST_CASE(the_quotes_of_a_string_are_not_told) {
    BOOST_TEST(
        between("CREATE TABLE t (a DEFAULT \"x\")", "CREATE TABLE t (a DEFAULT 'x')").empty());
}

BOOST_AUTO_TEST_CASE(of_an_object_that_really_differs_no_spelling_is_told) {
    BOOST_TEST(
        between("CREATE TABLE t (a CONSTRAINT x UNIQUE, b)", "CREATE TABLE t (a, [b])").empty());
    BOOST_TEST(between("CREATE VIEW v AS SELECT 1", "CREATE VIEW v AS SELECT 2").empty());
}

BOOST_AUTO_TEST_CASE(of_many_lines_the_number_is_told) {
    std::string one;
    std::string other;
    for (int i = 0; i < 23; ++i) {
        one += "CREATE TABLE t" + std::to_string(i) + " (a, b);";
        other += "CREATE TABLE t" + std::to_string(i) + " (b, a);";
    }
    const Lines shown = between(one, other);
    BOOST_TEST(shown.size() == 21u);
    BOOST_TEST(shown.back() == "… and 3 more (--json lists all)");
}

BOOST_AUTO_TEST_CASE(the_summary_has_a_line_a_kind) {
    std::string one;
    std::string other;
    for (int i = 0; i < 7; ++i) {
        one += "CREATE TABLE t" + std::to_string(i) + " (a, b UNIQUE);";
        other += "CREATE TABLE t" + std::to_string(i) + " (b, a, UNIQUE (b));";
    }
    BOOST_TEST(summary(ignored_differences(schema(one), schema(other))) ==
               (Lines{"column order differs in t0, t1, t2, t3, t4 and 2 more",
                      "order or place of constraints differs in t0, t1, t2, t3, t4 and 2 more"}));
}

BOOST_AUTO_TEST_SUITE_END()
