#include "evolve/base/one_of.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "evolve/base/result.hpp"

using namespace evolve;

namespace {

struct Busy {
    int waited = 0;
    friend bool operator==(const Busy&, const Busy&) = default;
};
struct Missing {
    std::string name;
    friend bool operator==(const Missing&, const Missing&) = default;
};
struct Full {
    friend bool operator==(const Full&, const Full&) = default;
};

using Few = OneOf<Missing, Busy>;
using Many = OneOf<Busy, Full, Missing>;

Result<int, Few> low() { return unexpected(Missing{"t"}); }
Result<int, Many> high() {
    const auto answer = low();
    if (!answer) return unexpected(answer.error());
    return *answer;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(base_one_of)

BOOST_AUTO_TEST_CASE(only_its_own_causes_become_one) {
    static_assert(std::is_constructible_v<Few, Busy>);
    static_assert(!std::is_constructible_v<Few, Full>);
    static_assert(!std::is_constructible_v<Few, int>);
}

BOOST_AUTO_TEST_CASE(answers_which_cause_it_holds) {
    const Few cause = Busy{3};
    BOOST_REQUIRE(cause.get<Busy>() != nullptr);
    BOOST_TEST(cause.get<Busy>()->waited == 3);
    BOOST_TEST(cause.get<Missing>() == nullptr);
}

BOOST_AUTO_TEST_CASE(widens_to_a_set_of_more_causes_in_any_order) {
    const Many cause = Few(Missing{"t"});
    BOOST_TEST((cause == Many(Missing{"t"})));
    BOOST_TEST((Many(Few(Busy{1})) != Many(Busy{2})));
}

BOOST_AUTO_TEST_CASE(a_result_of_a_low_layer_widens_on_its_way_up) {
    BOOST_REQUIRE(!high());
    BOOST_TEST(high().error().get<Missing>()->name == "t");
}

BOOST_AUTO_TEST_SUITE_END()
