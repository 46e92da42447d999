#include "evolve/codec/junit.hpp"

#include <boost/test/unit_test.hpp>

namespace evolve {
namespace {

ProofReport report() {
    ProofReport all;
    all.proof.from = VersionName::parse("0001-initial");
    all.proof.to = *VersionName::parse("0002-next");
    all.proof.laws = {{"integrity", LawOutcome::kept, 512, 512},
                      {"nullability", LawOutcome::not_applicable, 0, 0},
                      {"convergence", LawOutcome::not_tested, 0, 0}};
    return all;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(junit_test)

BOOST_AUTO_TEST_CASE(a_law_that_was_not_tested_is_a_failure) {
    const std::string xml = junit_xml({report()});
    BOOST_TEST(contains(xml, "tests=\"3\" failures=\"1\" skipped=\"1\""), xml);
    BOOST_TEST(contains(xml, "name=\"integrity\"/>"));
    BOOST_TEST(contains(xml, "<failure message=\"not tested, 0 states\">"));
}

BOOST_AUTO_TEST_CASE(after_a_breach_only_the_broken_law_is_a_failure) {
    ProofReport broken = report();
    broken.proof.laws.front().outcome = LawOutcome::broken;
    broken.proof.counterexample = Counterexample{.law = "integrity", .what = "rows < \"2\" & \x01"};
    broken.replay = "evolve prove";
    const std::string xml = junit_xml({broken});
    BOOST_TEST(contains(xml, "tests=\"3\" failures=\"1\" skipped=\"2\""), xml);
    BOOST_TEST(contains(xml, "message=\"rows &lt; &quot;2&quot; &amp; ?\">evolve prove<"), xml);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
