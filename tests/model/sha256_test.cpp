#include "evolve/model/sha256.hpp"

#include <boost/test/unit_test.hpp>

using namespace evolve;

BOOST_AUTO_TEST_SUITE(model_sha256)

// FIPS 180-4's examples.
BOOST_AUTO_TEST_CASE(agrees_with_the_standard) {
    BOOST_TEST(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    BOOST_TEST(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

BOOST_AUTO_TEST_SUITE_END()
