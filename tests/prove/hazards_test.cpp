#include "evolve/prove/hazards.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <set>

namespace evolve {
namespace {

using Integers = std::numeric_limits<std::int64_t>;
constexpr double infinity = std::numeric_limits<double>::infinity();

Value text(std::string_view bytes) { return Text(bytes); }

}  // namespace

BOOST_AUTO_TEST_SUITE(hazards_test)

BOOST_AUTO_TEST_CASE(the_list_has_what_generators_of_numbers_never_make) {
    for (const Value& value : std::vector<Value>{-0.0, infinity, -infinity, Integers::max(),
                                                 Integers::min(), std::int64_t{9007199254740993},
                                                 5e-324, std::numeric_limits<double>::max()})
        BOOST_TEST(is_hazard(value));
}

BOOST_AUTO_TEST_CASE(the_list_has_text_that_programs_cut_or_misread) {
    for (const Value& value : {text(""), text(std::string_view("a\0b", 3)), text("\xff\xfe"),
                               text("007"), text("1e2"), text("9223372036854775808"), text(" a")})
        BOOST_TEST(is_hazard(value));
}

BOOST_AUTO_TEST_CASE(every_storage_class_but_null_is_there) {
    std::set<std::size_t> classes;
    for (const Value& value : hazards()) classes.insert(value.index());
    BOOST_TEST(classes == (std::set<std::size_t>{1, 2, 3, 4}));
}

BOOST_AUTO_TEST_CASE(what_every_generator_makes_is_no_hazard_unless_listed) {
    BOOST_TEST(!is_hazard(Null()));
    BOOST_TEST(!is_hazard(std::int64_t{123456}));
    BOOST_TEST(!is_hazard(text("nothing special")));
    BOOST_TEST(!is_hazard(Blob{Text("nothing special")}));
}

BOOST_AUTO_TEST_CASE(no_value_stands_twice) {
    const auto all = hazards();
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) BOOST_TEST(!identical(all[i], all[j]));
}

BOOST_AUTO_TEST_CASE(no_value_is_nan_which_sqlite_stores_as_null) {
    for (const Value& value : hazards())
        if (const auto* real = std::get_if<double>(&value)) BOOST_TEST(!std::isnan(*real));
}

BOOST_AUTO_TEST_CASE(each_affinity_has_values_of_its_own_classes) {
    const auto holds_only = [](Affinity affinity, std::set<std::size_t> classes) {
        std::set<std::size_t> found;
        for (const Value& value : hazards(affinity)) found.insert(value.index());
        BOOST_TEST(found == classes);
    };
    holds_only(Affinity::integer, {1});
    holds_only(Affinity::real, {2});
    holds_only(Affinity::numeric, {1, 2});
    holds_only(Affinity::text, {3});
    holds_only(Affinity::blob, {4});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
