#include "evolve/model/expression.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "support/sql.hpp"

using namespace evolve;

namespace {

bool reads(std::string_view condition, const char* name) {
    const Column found = column("c CHECK (" + std::string(condition) + ")");
    return mentions(found.rule<Check>()->condition, name);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_expression)

BOOST_AUTO_TEST_CASE(a_name_is_mentioned_in_whichever_quotes_and_case) {
    for (const char* condition :
         {"a > 1", "A > 1", "\"a\" > 1", "[a] > 1", "`a` > 1", "t.a > 1", "length(a)", "(a)"})
        BOOST_TEST_CONTEXT(condition) BOOST_TEST(reads(condition, "a"));
}

// Pitfall C10: the string becomes the column as soon as there is one.
BOOST_AUTO_TEST_CASE(a_double_quoted_string_mentions_a_column_of_that_name) {
    BOOST_TEST(reads("x IN (\"a\", \"b\")", "b"));
    BOOST_TEST(!reads("x IN ('a', 'b')", "b"));
}

BOOST_AUTO_TEST_CASE(a_function_is_no_column) {
    BOOST_TEST(!reads("length(a) > 1", "length"));
    BOOST_TEST(reads("length > 1", "length"));
}

BOOST_AUTO_TEST_CASE(a_table_is_no_column) {
    BOOST_TEST(!reads("x = (SELECT max(y) FROM a)", "a"));
    BOOST_TEST(!reads("x = (SELECT max(y) FROM z LEFT JOIN [a] USING (y))", "a"));
    BOOST_TEST(!reads("a.x > 1", "a"));
    BOOST_TEST(reads("x IS NOT DISTINCT FROM a", "a"));
    BOOST_TEST(reads("x = (SELECT a FROM a)", "a"));
    BOOST_TEST(reads("x = (SELECT max(y) FROM z, a)", "a"));  // not for certain
}

BOOST_AUTO_TEST_CASE(a_part_of_a_name_is_another_name) {
    BOOST_TEST(!reads("ab > 1", "a"));
    BOOST_TEST(!reads("x'00' = 1", "x"));
}

BOOST_AUTO_TEST_SUITE_END()
