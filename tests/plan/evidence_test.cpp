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
    BOOST_TEST(insufficiency(evidence(), inputs(), 3 * 513).has_value());
    for (LawOutcome outcome : {LawOutcome::broken, LawOutcome::not_tested, LawOutcome::gave_up}) {
        Evidence lacking = evidence();
        lacking.laws.front().outcome = outcome;
        BOOST_TEST(insufficiency(lacking, inputs(), 512).has_value());
    }
    // Laws that take turns are asked for a third of the states.
    Evidence by_turns = evidence();
    by_turns.laws.front().states = 170;
    BOOST_TEST(!insufficiency(by_turns, inputs(), 512).has_value());
    by_turns.laws.front().states = 169;
    BOOST_TEST(*insufficiency(by_turns, inputs(), 512) ==
               "law integrity was checked in 169 states, and 170 are asked for");
    by_turns.laws.front() = {"preservation", LawOutcome::kept, 511, 511};
    BOOST_TEST(insufficiency(by_turns, inputs(), 512).has_value());
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

// Two shards that make the evidence of a whole proof.
namespace {

Evidence shard(std::size_t number, std::size_t of = 2) {
    Evidence part = evidence();
    part.states = 256;
    part.rows = 4000;
    part.refused = number;
    part.laws[0].states = part.laws[0].relevant = 256;
    part.coverage = {{{.table = "t", .column = "a", .values = 3, .hazards = 1}}, 1, 2, 3, 4};
    part.shard = Shard{number, of};
    return part;
}

std::string why_not_merged(const std::vector<Evidence>& shards) {
    const auto all = merged(shards);
    return all ? "" : all.error();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_shares_of_all_shards_are_all_states) {
    BOOST_TEST((Shard{1, 1}.share(500) == 500u));
    for (std::size_t of : {2u, 3u, 7u, 8u})
        for (std::size_t cases : {512u, 513u, 640u}) {
            std::size_t all = 0;
            for (Shard shard{1, of}; shard.number <= of; ++shard.number) all += shard.share(cases);
            BOOST_TEST(all == (cases + 63) / 64 * 64);
        }
}

BOOST_AUTO_TEST_CASE(shards_together_are_evidence_and_alone_are_not) {
    const auto all = merged({shard(2), shard(1)});
    BOOST_REQUIRE(all.has_value());
    BOOST_TEST(!all->shard.has_value());
    BOOST_TEST(all->states == 512u);
    BOOST_TEST(all->refused == 3u);
    BOOST_TEST(all->rows == 8000u);
    BOOST_TEST(all->laws[0].states == 512u);
    BOOST_TEST((all->laws[1].outcome == LawOutcome::not_applicable));
    BOOST_TEST(all->coverage.columns.size() == 1u);
    BOOST_TEST(all->coverage.columns[0].values == 6u);
    BOOST_TEST(all->coverage.columns[0].hazards == 2u);
    BOOST_TEST(all->coverage.utf16 == 8u);
    BOOST_TEST(!insufficiency(*all, inputs(), 512).has_value());
    BOOST_TEST(*insufficiency(shard(1), inputs(), 256) == "it is shard 1 of 2 alone");
}

BOOST_AUTO_TEST_CASE(a_law_that_one_shard_did_not_keep_was_not_kept) {
    Evidence broken = shard(2);
    broken.laws[0].outcome = LawOutcome::broken;
    for (const auto& parts : {std::vector{shard(1), broken}, std::vector{broken, shard(1)}})
        BOOST_TEST(insufficiency(*merged(parts), inputs(), 1).has_value());
}

BOOST_AUTO_TEST_CASE(what_does_not_belong_together_is_not_merged) {
    BOOST_TEST(why_not_merged({}) == "there are none");
    BOOST_TEST(why_not_merged({shard(2)}) == "shard 1/2 is missing");
    BOOST_TEST(why_not_merged({shard(1), shard(1)}) == "shard 1/2 is there twice");
    BOOST_TEST(why_not_merged({shard(1), shard(2, 3)}) == "2/3 and 1/2 are of different proofs");
    BOOST_TEST(why_not_merged({shard(1), evidence()}) == "one of them is no shard");
    Evidence other = shard(2);
    other.seed = 8;
    BOOST_TEST(why_not_merged({shard(1), other}) == "they have different seeds");
    for (const Changed& changed : changes()) {
        other = shard(2);
        other.inputs = changed.inputs;
        BOOST_TEST(why_not_merged({shard(1), other}).find(changed.said) != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
