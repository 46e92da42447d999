#include <boost/test/unit_test.hpp>

#include "evolve/prove/prover.hpp"
#include "prove/trials.hpp"
#include "support/cases.hpp"
#include "support/sql.hpp"

// Migrations that random search found to break a law. Each was a mistake of evolve.

namespace evolve {
namespace {

std::string breach_of(const Subject& subject) { return breach_of(subject, random_cases(256)); }

std::string breach_of(std::string_view sql, std::vector<Step> steps) {
    return breach_of(subject_of(sql, std::move(steps)));
}

Step add(const char* table, const char* definition) { return AddColumn{table, column(definition)}; }
Step create(const char* sql) { return CreateTable{table(sql)}; }
Step create_index(const char* sql) { return CreateIndex{index(sql)}; }

constexpr const char* two = "CREATE TABLE t (id INTEGER PRIMARY KEY, a); CREATE TABLE other (b)";

}  // namespace

BOOST_AUTO_TEST_SUITE(once_wrong_test)

BOOST_AUTO_TEST_CASE(a_table_with_a_new_column_is_dropped_and_comes_back_without_it) {
    BOOST_TEST(breach_of(two, {add("t", "n INTEGER DEFAULT 5"), DropTable{"t"}}) == "");
}

BOOST_AUTO_TEST_CASE(what_is_created_and_dropped_again_is_found_part_way) {
    BOOST_TEST(breach_of(two, {create("CREATE TABLE brief (x)"), DropTable{"brief"},
                               add("other", "n INTEGER")}) == "");
    BOOST_TEST(breach_of(two, {create_index("CREATE INDEX brief ON t (a)"), DropIndex{"brief"},
                               add("other", "n INTEGER")}) == "");
}

BOOST_AUTO_TEST_CASE(an_index_on_a_table_that_is_dropped_is_found_part_way) {
    BOOST_TEST(breach_of(two, {create_index("CREATE INDEX brief ON t (a)"), DropTable{"t"}}) == "");
}

BOOST_AUTO_TEST_CASE(a_new_table_that_gets_a_column_is_found_part_way) {
    BOOST_TEST(breach_of(two, {create("CREATE TABLE fresh (x)"), add("fresh", "y"),
                               add("other", "n")}) == "");
}

BOOST_AUTO_TEST_CASE(a_column_that_is_dropped_and_made_anew_keeps_what_it_got_part_way) {
    BOOST_TEST(breach_of(two, {DropColumn{"t", "a"}, add("t", "a TEXT"), add("other", "n")}) == "");
}

BOOST_AUTO_TEST_CASE(a_check_may_name_a_column_that_another_step_adds) {
    BOOST_TEST(breach_of(two, {add("t", "x INTEGER"),
                               add("t", "y INTEGER CHECK (y IS NULL OR x > 0)")}) == "");
}

BOOST_AUTO_TEST_CASE(a_table_that_goes_gets_no_column_on_the_way_back) {
    BOOST_TEST(breach_of(two, {create("CREATE TABLE fresh (x, y CHECK (x > 5))"),
                               DropColumn{"fresh", "y"}}) == "");
}

BOOST_AUTO_TEST_CASE(a_unique_index_waits_for_the_values_that_return) {
    BOOST_TEST(breach_of("CREATE TABLE t (a, b DEFAULT 5); CREATE UNIQUE INDEX i ON t (b)",
                         {DropIndex{"i"}, DropColumn{"t", "b"}}) == "");
}

BOOST_AUTO_TEST_CASE(checks_of_other_columns_wait_for_the_values_that_return) {
    BOOST_TEST(breach_of("CREATE TABLE t (a, b DEFAULT 'no' CHECK (b <> 'no'), c CHECK (c > 0))",
                         {DropColumn{"t", "c"}, DropColumn{"t", "b"}}) == "");
}

BOOST_AUTO_TEST_CASE(rows_are_told_apart_by_a_key_without_a_name) {
    BOOST_TEST(breach_of("CREATE TABLE t (\"\" INTEGER PRIMARY KEY, a)", {DropColumn{"t", "a"}}) ==
               "");
}

BOOST_AUTO_TEST_CASE(orphans_that_were_there_are_not_blamed_on_a_key_that_came) {
    BOOST_TEST(breach_of("CREATE TABLE p (id INTEGER PRIMARY KEY, a);"
                         "CREATE TABLE t (x REFERENCES p)",
                         {create("CREATE TABLE c (y, FOREIGN KEY (y) REFERENCES p (a))"),
                          create_index("CREATE UNIQUE INDEX i ON p (a)")}) == "");
}

BOOST_AUTO_TEST_CASE(nothing_is_done_twice_to_a_database_that_was_emptied) {
    BOOST_TEST(breach_of("CREATE TABLE t (a)", {DropTable{"t"}}) == "");
    BOOST_TEST(breach_of("CREATE TABLE t (a)", {DropTable{"t"}, create("CREATE TABLE brief (x)"),
                                                DropTable{"brief"}}) == "");
}

BOOST_AUTO_TEST_CASE(names_that_are_not_utf8_stay_in_utf8_databases) {
    BOOST_TEST(breach_of("CREATE TABLE \"\xff\" (a)", {add("\xff", "b")}) == "");
}

// Until the column is there its name in double quotes is a string, and what is made with it then is
// not what the migration makes.
BOOST_AUTO_TEST_CASE(names_in_double_quotes_wait_for_their_columns) {
    BOOST_TEST(breach_of(two, {add("t", "done BOOLEAN NOT NULL DEFAULT 0"), add("t", "n"),
                               create_index("CREATE INDEX i ON t (id) WHERE \"done\"")}) == "");
    BOOST_TEST(
        breach_of(two, {add("t", "first TEXT"), add("t", "whole TEXT AS (\"first\" || a)")}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
