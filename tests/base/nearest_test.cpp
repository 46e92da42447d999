#include "evolve/base/nearest.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace evolve;

namespace {

std::string found(std::string_view asked, std::vector<std::string_view> candidates) {
    return std::string(nearest(asked, candidates).value_or("(none)"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(base_nearest)

BOOST_AUTO_TEST_CASE(the_one_of_least_edit_distance_is_meant) {
    BOOST_TEST(found("aply", {"plan", "apply", "purge"}) == "apply");
    BOOST_TEST(found("verfiy", {"version", "verify"}) == "verify");
}

BOOST_AUTO_TEST_CASE(a_word_itself_is_nearest_to_itself) {
    BOOST_TEST(found("plan", {"plane", "plan"}) == "plan");
}

BOOST_AUTO_TEST_CASE(nothing_near_is_nothing) {
    BOOST_TEST(found("frobnicate", {"plan", "apply"}) == "(none)");
    BOOST_TEST(found("plan", {}) == "(none)");
    BOOST_TEST(found("", {"plan"}) == "(none)");
}

BOOST_AUTO_TEST_CASE(one_to_three_letters_may_differ_by_the_length_of_the_candidate) {
    BOOST_TEST(found("abcdXX", {"abcdef"}) == "abcdef");
    BOOST_TEST(found("abcXXX", {"abcdef"}) == "(none)");
    BOOST_TEST(found("ib", {"id"}) == "id");
    BOOST_TEST(found("xb", {"id"}) == "(none)");
}

BOOST_AUTO_TEST_CASE(of_equally_near_ones_the_first_is_meant) {
    BOOST_TEST(found("col", {"cola", "cold"}) == "cola");
}

BOOST_AUTO_TEST_SUITE_END()
