#include "evolve/graph/version_name.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "support/printers.hpp"

using namespace evolve;

namespace {

std::string made(unsigned number, std::string_view words) {
    const auto name = VersionName::make(number, words);
    return name ? std::string(name->text()) : "(none)";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(graph_version_name)

BOOST_AUTO_TEST_CASE(a_name_is_at_least_four_digits_a_hyphen_and_a_slug) {
    for (const char* text :
         {"0001-a", "0009-cluster-resources", "12345-x", "123456789-x", "0000-0.1_b", "0001--"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(VersionName::parse(text).has_value());
    for (const char* text :
         {"", "0001", "0001-", "001-a", "1234567890-a", "a-0001", "0001_a", "0001-A", "0001-a b",
          "0001-é", "0001-a/b", "0001-a\n", "-0001-a", "0001-a:b"})
        BOOST_TEST_CONTEXT(text) BOOST_TEST(!VersionName::parse(text).has_value());
}

BOOST_AUTO_TEST_CASE(knows_its_number) {
    BOOST_TEST(VersionName::parse("0042-7-up")->number() == 42);
    BOOST_TEST(VersionName::parse("999999999-x")->number() == 999999999);
}

BOOST_AUTO_TEST_CASE(is_made_of_what_a_person_types) {
    BOOST_TEST(made(9, "Cluster Resources") == "0009-cluster-resources");
    BOOST_TEST(made(12345, "x") == "12345-x");
    BOOST_TEST(made(1, "  --a  &&  b!  ") == "0001-a-b");
    BOOST_TEST(made(1, "v1.2_b") == "0001-v1.2_b");
    BOOST_TEST(made(1, "../etc/passwd") == "0001-..-etc-passwd");
}

BOOST_AUTO_TEST_CASE(is_not_made_of_nothing) {
    for (const char* words : {"", "   ", "é", "--", "..", "_"})
        BOOST_TEST_CONTEXT(words) BOOST_TEST(made(1, words) == "(none)");
    BOOST_TEST(made(1'000'000'000, "x") == "(none)");
}

BOOST_AUTO_TEST_CASE(null_is_written_so) {
    BOOST_TEST(text_of(VersionOrNull()) == "null");
    BOOST_TEST(text_of(VersionName::parse("0001-a")) == "0001-a");
}

BOOST_AUTO_TEST_SUITE_END()
