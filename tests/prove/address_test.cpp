#include "evolve/prove/address.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

namespace evolve {

BOOST_AUTO_TEST_SUITE(address_test)

RC_BOOST_PROP(an_address_reads_back_as_it_was_written, ()) {
    Address address{*rc::gen::arbitrary<std::size_t>(), std::nullopt,
                    *rc::gen::arbitrary<std::vector<std::size_t>>()};
    if (*rc::gen::arbitrary<bool>()) address.member = *rc::gen::arbitrary<std::size_t>();
    RC_ASSERT(parse_address(text_of(address)) == address);
}

BOOST_AUTO_TEST_CASE(an_address_is_short) {
    BOOST_TEST(text_of(Address{17, 4, {0, 3, 12}}) == "17.4@0.3.12");
    BOOST_TEST(text_of(Address{17, std::nullopt, {}}) == "17");
}

BOOST_AUTO_TEST_CASE(what_is_no_address_leads_nowhere) {
    for (const char* text : {"", "x", "1.", ".1", "1.2.3", "1@", "1@2.", "1@.2", "-1", "1 ", "1@x",
                             "1.2@3@4", "99999999999999999999"})
        BOOST_TEST(!parse_address(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
