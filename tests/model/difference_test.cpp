#include "evolve/model/difference.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/model/fingerprint.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

Difference between(std::string_view expected, std::string_view found) {
    return difference(schema(expected), schema(found));
}

bool equal(const Schema& a, const Schema& b) { return fingerprint(a) == fingerprint(b); }

}  // namespace

BOOST_AUTO_TEST_SUITE(model_difference)

BOOST_AUTO_TEST_CASE(a_table_that_is_missing_and_one_that_is_new_are_listed_alone) {
    const Difference found = between("CREATE TABLE t (a, b)", "CREATE TABLE u (a)");
    BOOST_TEST(found.size() == 2);
    BOOST_REQUIRE(found.tables.size() == 2);
    BOOST_TEST(found.tables[0].expected->name == "t");
    BOOST_TEST(!found.tables[0].found);
    BOOST_TEST(found.tables[1].found->name == "u");
    BOOST_TEST(!found.tables[1].expected);
}

BOOST_AUTO_TEST_CASE(a_column_is_listed_with_both_definitions) {
    const Difference found = between("CREATE TABLE t (a, name VARCHAR(255) NOT NULL)",
                                     "CREATE TABLE T (Name VARCHAR(255) NOT NULL UNIQUE, a)");
    BOOST_TEST(found.size() == 1);
    BOOST_REQUIRE(found.columns.size() == 1);
    BOOST_TEST(found.columns[0].table == "t");
    BOOST_TEST(!found.columns[0].expected->has<Unique>());
    BOOST_TEST(found.columns[0].found->has<Unique>());
}

BOOST_AUTO_TEST_CASE(columns_missing_and_new_are_listed) {
    const Difference found = between("CREATE TABLE t (a, b)", "CREATE TABLE t (a, c)");
    BOOST_REQUIRE(found.columns.size() == 2);
    BOOST_TEST(found.columns[0].expected->name == "b");
    BOOST_TEST(found.columns[1].found->name == "c");
}

BOOST_AUTO_TEST_CASE(a_constraint_at_column_or_table_is_no_difference) {
    BOOST_TEST(between("CREATE TABLE t (a UNIQUE, b REFERENCES p)",
                       "CREATE TABLE t (a, b, FOREIGN KEY (b) REFERENCES p, UNIQUE (a))")
                   .empty());
}

BOOST_AUTO_TEST_CASE(constraints_are_listed_on_the_side_that_has_them) {
    const Difference found =
        between("CREATE TABLE t (a, b, UNIQUE (a, b))", "CREATE TABLE t (a, b, CHECK (a > b))");
    BOOST_TEST(found.size() == 2);
    BOOST_REQUIRE(found.constraints.size() == 2);
    BOOST_TEST(std::holds_alternative<UniqueOf>(found.constraints[0].expected->rule));
    BOOST_TEST(std::holds_alternative<Check>(found.constraints[1].found->rule));
}

BOOST_AUTO_TEST_CASE(a_constraint_that_stands_twice_differs_from_one_that_stands_once) {
    const Difference found = between("CREATE TABLE t (a, CHECK (a > 1), CHECK (a > 1))",
                                     "CREATE TABLE t (a, CHECK (a > 1))");
    BOOST_REQUIRE(found.constraints.size() == 1);
    BOOST_TEST(found.constraints[0].expected.has_value());
}

BOOST_AUTO_TEST_CASE(indexes_are_listed_with_their_table) {
    const Difference found =
        between("CREATE TABLE t (a); CREATE INDEX i ON t (a); CREATE INDEX j ON t (a)",
                "CREATE TABLE t (a); CREATE UNIQUE INDEX I ON t (a); CREATE INDEX k ON t (a)");
    BOOST_REQUIRE(found.indexes.size() == 3);
    BOOST_TEST(found.indexes[0].table == "t");
    BOOST_TEST(found.indexes[0].found->unique);
    BOOST_TEST(!found.indexes[1].found);
    BOOST_TEST(!found.indexes[2].expected);
}

RC_BOOST_PROP(a_schema_spelled_otherwise_does_not_differ, ()) {
    const Schema original = *any_schema();
    RC_ASSERT(difference(original, *respelled(original)).empty());
}

RC_BOOST_PROP(it_is_empty_exactly_where_fingerprints_are_equal, ()) {
    const Schema a = *any_schema();
    const Schema b = *any_schema();
    RC_ASSERT(difference(a, b).empty() == equal(a, b));
}

// A step is the smallest mutation that there is.
RC_BOOST_PROP(a_step_makes_a_difference_that_is_seen_from_both_sides, ()) {
    const Schema before = *any_schema();
    const Schema after = *applied(*any_step(before), before);
    const Difference there = difference(before, after);
    RC_CLASSIFY(there.empty(), "another spelling alone");
    RC_ASSERT(there.empty() == equal(before, after));
    RC_ASSERT(there.size() == difference(after, before).size());
}

BOOST_AUTO_TEST_SUITE_END()
