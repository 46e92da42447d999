#include "evolve/base/byte_count.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

using namespace evolve;

namespace {

/// What a text of byte_count stands for at most.
double meant(const std::string& text) {
    const double number = std::stod(text);
    for (const auto& [unit, bytes] :
         {std::pair{"GB", 1e9}, std::pair{"MB", 1e6}, std::pair{"KB", 1e3}})
        if (text.ends_with(unit)) return number * bytes;
    return number;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(byte_counts)

BOOST_AUTO_TEST_CASE(a_number_of_bytes_is_told_in_the_unit_that_fits) {
    for (const auto& [bytes, text] :
         std::vector<std::pair<std::uintmax_t, std::string>>{{0, "0 bytes"},
                                                             {1, "1 byte"},
                                                             {999, "999 bytes"},
                                                             {1000, "1 KB"},
                                                             {4096, "5 KB"},
                                                             {999'001, "1 MB"},
                                                             {11'000'001, "12 MB"},
                                                             {999'000'001, "1.0 GB"},
                                                             {1'234'567'890, "1.3 GB"}})
        BOOST_TEST(byte_count(bytes) == text);
}

// Who frees what is told has freed enough.
RC_BOOST_PROP(what_is_told_is_never_less, (std::uint32_t high, std::uint8_t shift)) {
    const std::uintmax_t bytes = std::uintmax_t{high} >> (shift % 32);
    RC_ASSERT(meant(byte_count(bytes)) >= static_cast<double>(bytes));
}

BOOST_AUTO_TEST_SUITE_END()
