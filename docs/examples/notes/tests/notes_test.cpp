#define BOOST_TEST_MODULE notes
#include <boost/test/unit_test.hpp>

// The project's own tests stand beside those of its graph.
BOOST_AUTO_TEST_CASE(two_and_two_are_four) { BOOST_TEST(2 + 2 == 4); }
