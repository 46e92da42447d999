#include "model/fingerprint_pairs.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/model/canonical.hpp"
#include "evolve/model/difference.hpp"
#include "evolve/model/fingerprint.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

// DESIGN section 4, "Fingerprint"; pitfalls F02 (defaults by meaning), F03 (expression and partial
// indexes), F04 (a changed text is seen), F09 (no false drift).
BOOST_AUTO_TEST_SUITE(model_fingerprint_pairs)

BOOST_AUTO_TEST_CASE(sixty_pairs_are_equal_and_have_no_difference_f02_f03_f09) {
    BOOST_TEST(pairs_that_are_equal().size() >= 60u);
    for (const auto& [a, b] : pairs_that_are_equal()) BOOST_TEST_CONTEXT(a << "\n" << b) {
            BOOST_TEST(canonical(schema(a)) == canonical(schema(b)));
            BOOST_TEST(fingerprint(schema(a)) == fingerprint(schema(b)));
            BOOST_TEST(difference(schema(a), schema(b)) == Difference());
        }
}

BOOST_AUTO_TEST_CASE(sixty_pairs_differ_and_the_difference_says_so_f03_f04) {
    BOOST_TEST(pairs_that_differ().size() >= 60u);
    for (const auto& [a, b] : pairs_that_differ()) BOOST_TEST_CONTEXT(a << "\n" << b) {
            BOOST_TEST(fingerprint(schema(a)) != fingerprint(schema(b)));
            BOOST_TEST(!difference(schema(a), schema(b)).empty());
        }
}

BOOST_AUTO_TEST_SUITE_END()
