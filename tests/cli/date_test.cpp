#include "cli/date.hpp"

#include <boost/test/unit_test.hpp>

using evolve::cli::is_date;

BOOST_AUTO_TEST_SUITE(cli_dates)

BOOST_AUTO_TEST_CASE(days_and_times_in_utc_are_dates) {
    for (const char* date :
         {"2026-11-24", "2024-02-29", "2026-11-24T00:00:00Z", "2026-11-24T23:59:59Z"})
        BOOST_TEST(is_date(date), date);
}

BOOST_AUTO_TEST_CASE(nothing_else_is_a_date) {
    for (const char* text :
         {"", "2026", "2026-13-01", "2026-02-29", "2026-00-10", "26-11-24", "2026-11-24 10:15:02",
          "2026-11-24T10:15:02", "2026-11-24T24:00:00Z", "2026-11-24T10:60:02Z", "2026-1-24",
          "2026-11-24T10:15:02Z ", "yesterday", "2026/11/24"})
        BOOST_TEST(!is_date(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
