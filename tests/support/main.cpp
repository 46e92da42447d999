#define BOOST_TEST_MODULE evolve
#include <boost/test/unit_test.hpp>
