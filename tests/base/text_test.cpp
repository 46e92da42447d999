#include "evolve/base/text.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

using namespace evolve;

BOOST_AUTO_TEST_SUITE(base_text)

BOOST_AUTO_TEST_CASE(holds_any_bytes_nul_included) {
    const std::string bytes("a\0\xff", 3);
    const Text text{std::string_view(bytes)};
    BOOST_TEST(text.size() == 3);
    BOOST_TEST(text.view() == bytes);
}

BOOST_AUTO_TEST_CASE(a_copy_is_independent) {
    Text original("abc");
    Text copy = original;
    copy += "d";
    BOOST_TEST(original.view() == "abc");
    BOOST_TEST(copy.view() == "abcd");
}

BOOST_AUTO_TEST_CASE(a_moved_from_text_is_empty_and_can_be_used) {
    Text original("abc");
    const Text taken = std::move(original);
    BOOST_TEST(taken.view() == "abc");
    BOOST_TEST(original.empty());
    original += "x";
    BOOST_TEST(original.view() == "x");
}

BOOST_AUTO_TEST_CASE(assignment_to_itself_changes_nothing) {
    Text text("abc");
    const Text& same = text;
    text = same;
    BOOST_TEST(text.view() == "abc");
}

BOOST_AUTO_TEST_CASE(can_be_appended_to_itself_while_it_grows) {
    Text text("ab");
    for (int i = 0; i < 5; ++i) text += text;
    std::string expected;
    for (int i = 0; i < 32; ++i) expected += "ab";
    BOOST_TEST(text.view() == expected);
}

BOOST_AUTO_TEST_CASE(orders_by_unsigned_bytes) {
    BOOST_TEST((Text("a") < Text("b")));
    BOOST_TEST((Text("a") < Text("ab")));
    BOOST_TEST((Text("z") < Text("\xc3\xa9")));
    BOOST_TEST((Text() < Text("a")));
}

BOOST_AUTO_TEST_CASE(concat_joins_all_parts) {
    BOOST_TEST(concat("a", Text("b"), std::string_view(), "c").view() == "abc");
    BOOST_TEST(concat().empty());
}

BOOST_AUTO_TEST_SUITE_END()
