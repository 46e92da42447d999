#include "evolve/graph/settings.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace evolve;

BOOST_AUTO_TEST_SUITE(graph_settings)

BOOST_AUTO_TEST_CASE(a_pattern_matches_with_stars_and_question_marks) {
    BOOST_TEST(matches("alembic_version", "Alembic_Version"));
    BOOST_TEST(matches("django_*", "django_migrations"));
    BOOST_TEST(matches("*", ""));
    BOOST_TEST(matches("a*b*c", "aXbYbZc"));
    BOOST_TEST(matches("*_log", "x_log_log"));
    BOOST_TEST(matches("t?", "t1"));
    BOOST_TEST(matches("", ""));
}

BOOST_AUTO_TEST_CASE(a_pattern_matches_the_whole_name_or_not_at_all) {
    BOOST_TEST(!matches("django_*", "my_django_x"));
    BOOST_TEST(!matches("a", "ab"));
    BOOST_TEST(!matches("ab", "a"));
    BOOST_TEST(!matches("t?", "t"));
    BOOST_TEST(!matches("a*b", "abc"));
    BOOST_TEST(!matches("[ab]", "a"));
    BOOST_TEST(!matches("É", "é"));
}

// Backtracking over each star would take longer than the universe has been there.
BOOST_AUTO_TEST_CASE(a_hostile_pattern_is_answered_at_once) {
    std::string pattern;
    for (int i = 0; i < 50; ++i) pattern += "a*";
    BOOST_TEST(!matches(pattern + "b", std::string(2000, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()
