#include "evolve/base/identifier.hpp"

#include <boost/test/unit_test.hpp>

#include "support/printers.hpp"

using namespace evolve;

BOOST_AUTO_TEST_SUITE(base_identifier)

BOOST_AUTO_TEST_CASE(ascii_case_is_ignored) {
    BOOST_TEST(Identifier("Tasks") == Identifier("tASKS"));
    BOOST_TEST((Identifier("A") <=> Identifier("a") == 0));
}

BOOST_AUTO_TEST_CASE(case_of_other_letters_counts) {
    BOOST_TEST(Identifier("É") != Identifier("é"));
    BOOST_TEST(Identifier("ı") != Identifier("I"));
}

BOOST_AUTO_TEST_CASE(only_the_26_letters_fold) {
    BOOST_TEST(Identifier("@") != Identifier("`"));  // the bytes beside A and a
    BOOST_TEST(Identifier("[") != Identifier("{"));  // the bytes beside Z and z
}

BOOST_AUTO_TEST_CASE(letters_stay_as_written) {
    BOOST_TEST(Identifier("TaSk").view() == "TaSk");
    BOOST_TEST(Identifier("TaSk").folded().view() == "task");
}

BOOST_AUTO_TEST_CASE(order_agrees_with_equality) {
    BOOST_TEST((Identifier("b") > Identifier("A")));
    BOOST_TEST((Identifier("a") < Identifier("AB")));
    BOOST_TEST((Identifier("") < Identifier("a")));
    BOOST_TEST((Identifier("z") < Identifier("\xc3\xa9")));
}

BOOST_AUTO_TEST_SUITE_END()
