#include "evolve/base/keyword.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "against_sqlite/read_back.hpp"

using namespace evolve;
using namespace evolve::sqlite;

BOOST_AUTO_TEST_SUITE(ddl_keyword)

BOOST_AUTO_TEST_CASE(the_keywords_that_can_be_names_are_those_of_sqlite) {
    Connection connection = Connection::memory();
    for (std::size_t i = 1; i < evolve::detail::keyword_texts.size(); ++i) {
        const std::string word(evolve::detail::keyword_texts[i]);
        const std::string sql = "CREATE TABLE t" + std::to_string(i) + " (x, " + word + ")";
        const bool taken = refusal_of(connection, sql).empty();
        BOOST_TEST_CONTEXT(word) {
            BOOST_TEST(can_be_name(static_cast<Keyword>(i)) == taken);
            BOOST_TEST(ddl::parse_definition(sql).has_value() == taken);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
