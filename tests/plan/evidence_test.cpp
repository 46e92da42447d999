#include "evolve/plan/evidence.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/plan/proved_plan.hpp"

namespace evolve {
namespace {

EvidenceInputs inputs() {
    return {VersionName::parse("0001-initial"),
            *VersionName::parse("0002-next"),
            "5ffc639b",
            fingerprint(Schema()),
            laws_version,
            generators_version,
            "0.1.0",
            "3.40.1"};
}

Evidence evidence() {
    return {inputs(),
            7,
            512,
            0,
            9000,
            {{"integrity", LawOutcome::kept, 512, 512},
             {"nullability", LawOutcome::not_applicable, 0, 0}},
            {}};
}

/// One input changed at a time, with a word that the difference must name.
struct Changed {
    EvidenceInputs inputs;
    const char* said;
};

std::vector<Changed> changes() {
    std::vector<Changed> all(8, {inputs(), ""});
    all[0].inputs.from = std::nullopt, all[0].said = "another migration";
    all[1].inputs.to = *VersionName::parse("0003-other"), all[1].said = "another migration";
    all[2].inputs.migration = "0", all[2].said = "edited";
    all[3].inputs.schema = Fingerprint(), all[3].said = "schema before";
    all[4].inputs.laws = 99, all[4].said = "laws";
    all[5].inputs.generators = 99, all[5].said = "generators";
    all[6].inputs.evolve = "9.9.9", all[6].said = "evolve 9.9.9";
    all[7].inputs.sqlite = "3.99.0", all[7].said = "SQLite 3.99.0";
    return all;
}

Plan plan_of_one_migration() {
    Plan plan;
    plan.migrations.push_back({.migration = {inputs().from, inputs().to, {}}});
    return plan;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(evidence_test)

BOOST_AUTO_TEST_CASE(every_input_changes_the_digest_and_is_named) {
    BOOST_TEST(!first_difference(inputs(), inputs()).has_value());
    for (const Changed& changed : changes()) {
        BOOST_TEST(digest(changed.inputs) != digest(inputs()), changed.said);
        const auto difference = first_difference(inputs(), changed.inputs);
        BOOST_REQUIRE(difference.has_value());
        BOOST_TEST(difference->find(changed.said) != std::string::npos, *difference);
    }
}

BOOST_AUTO_TEST_CASE(evidence_needs_every_law_kept_in_enough_states) {
    BOOST_TEST(!insufficiency(evidence(), inputs(), 512).has_value());
    BOOST_TEST(insufficiency(evidence(), inputs(), 513).has_value());
    for (LawOutcome outcome : {LawOutcome::broken, LawOutcome::not_tested, LawOutcome::gave_up}) {
        Evidence lacking = evidence();
        lacking.laws.front().outcome = outcome;
        BOOST_TEST(insufficiency(lacking, inputs(), 512).has_value());
    }
    Evidence of_no_law = evidence();
    of_no_law.laws.clear();
    BOOST_TEST(insufficiency(of_no_law, inputs(), 512).has_value());
}

BOOST_AUTO_TEST_CASE(a_plan_is_proved_by_sufficient_evidence_alone) {
    const auto proved = ProvedPlan::from(plan_of_one_migration(), {evidence()}, {inputs()}, 512);
    BOOST_REQUIRE(proved.has_value());
    BOOST_TEST(proved->grounds().size() == 1u);
    BOOST_TEST(proved->grounds().front().view() == digest(inputs()));
    for (const Changed& changed : changes()) {
        const auto refused =
            ProvedPlan::from(plan_of_one_migration(), {evidence()}, {changed.inputs}, 512);
        BOOST_REQUIRE(!refused.has_value());
        BOOST_TEST((refused.error().why == NotProved::Why::evidence_differs));
        BOOST_TEST((explain(refused.error()).exit == ExitCode::refused));
    }
}

BOOST_AUTO_TEST_CASE(a_trusted_plan_gives_its_reason_for_every_migration) {
    const ProvedPlan trusted = ProvedPlan::trust(plan_of_one_migration(), "because");
    BOOST_TEST(trusted.grounds().size() == 1u);
    BOOST_TEST(trusted.grounds().front().view() == "because");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
