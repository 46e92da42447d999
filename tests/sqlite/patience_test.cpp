#include "evolve/sqlite/patience.hpp"

#include <boost/test/unit_test.hpp>

using evolve::sqlite::Patience;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

BOOST_AUTO_TEST_SUITE(sqlite_patience)

BOOST_AUTO_TEST_CASE(patience_ends_with_its_time) {
    const auto start = steady_clock::now();
    Patience patience(30ms, nullptr);
    int waits = 0;
    while (patience.wait()) ++waits;
    BOOST_TEST((steady_clock::now() - start >= 30ms));
    BOOST_TEST(waits >= 2);
}

BOOST_AUTO_TEST_CASE(no_time_is_no_wait) {
    Patience patience(0ms, nullptr);
    BOOST_TEST(!patience.wait());
}

BOOST_AUTO_TEST_CASE(an_interrupt_ends_patience_at_once) {
    std::atomic<bool> interrupted = false;
    Patience patience(1h, &interrupted);
    BOOST_TEST(patience.wait());
    interrupted = true;
    BOOST_TEST(!patience.wait());
}

BOOST_AUTO_TEST_SUITE_END()
