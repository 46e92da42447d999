#include "evolve/base/result.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>

using namespace evolve;

namespace {

using Answer = Result<int, std::string>;

Answer half(int value) {
    if (value % 2 != 0) return unexpected("odd");
    return value / 2;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(base_result)

BOOST_AUTO_TEST_CASE(holds_a_value_or_an_error) {
    BOOST_TEST(half(4).has_value());
    BOOST_TEST(half(4).value() == 2);
    BOOST_TEST(!half(3));
    BOOST_TEST(half(3).error() == "odd");
}

BOOST_AUTO_TEST_CASE(value_and_error_of_one_type_are_told_apart) {
    using Same = Result<int, int>;
    BOOST_TEST(Same(1).has_value());
    BOOST_TEST(!Same(unexpected(1)).has_value());
    BOOST_TEST(!(Same(1) == Same(unexpected(1))));
}

BOOST_AUTO_TEST_CASE(and_then_goes_on_from_a_value_alone) {
    BOOST_TEST(half(8).and_then(half).value() == 2);
    BOOST_TEST(half(6).and_then(half).error() == "odd");
    BOOST_TEST(half(5).and_then(half).error() == "odd");
}

BOOST_AUTO_TEST_CASE(transform_changes_the_value_alone) {
    const auto text = [](int value) { return std::to_string(value); };
    BOOST_TEST(half(8).transform(text).value() == "4");
    BOOST_TEST(half(7).transform(text).error() == "odd");
}

BOOST_AUTO_TEST_CASE(a_value_can_be_moved_out) {
    Result<std::unique_ptr<int>, int> result(std::make_unique<int>(7));
    const std::unique_ptr<int> taken = *std::move(result);
    BOOST_TEST(*taken == 7);
}

BOOST_AUTO_TEST_SUITE_END()
