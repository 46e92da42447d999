#include "evolve/model/ignored_difference.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/model/difference.hpp"
#include "evolve/model/plain_strings.hpp"
#include "model/fingerprint_pairs.hpp"
#include "support/generators.hpp"
#include "support/language.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

/// The same but for what no value of the model holds.
bool are_alike(const Schema& a, const Schema& b) {
    return with_plain_strings(a) == with_plain_strings(b) && ignored_differences(a, b).empty();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_ignored_difference)

BOOST_AUTO_TEST_CASE(of_a_pair_with_one_fingerprint_all_that_the_model_holds_is_told) {
    std::size_t told = 0;
    for (const auto& [a, b] : pairs_that_are_equal()) BOOST_TEST_CONTEXT(a << "\n" << b) {
            const Schema one = schema(a);
            const Schema other = schema(b);
            const auto found = ignored_differences(one, other);
            told += found.empty() ? 0 : 1;
            if (found.empty() && one.size() == 1) BOOST_TEST(are_alike(one, other));
            BOOST_TEST(ignored_differences(other, one).size() == found.size());
        }
    BOOST_TEST(told >= 40u);
}

RC_BOOST_PROP(a_schema_has_none_from_itself, ()) {
    const Schema all = *any_language();
    RC_ASSERT(ignored_differences(all, all).empty());
}

RC_BOOST_PROP(from_either_side_there_are_as_many_and_only_where_fingerprints_agree, ()) {
    const Schema one = *any_language();
    const Schema other = *respelled(one);
    const auto there = ignored_differences(one, other);
    RC_TAG(there.empty() ? "none" : "some");
    RC_ASSERT(difference(one, other).empty());
    RC_ASSERT(ignored_differences(other, one).size() == there.size());
}

BOOST_AUTO_TEST_SUITE_END()
