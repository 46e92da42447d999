#include <boost/test/unit_test.hpp>

#include <unistd.h>
#include <csignal>

#include "evolve/prove/prover.hpp"
#include "prove/trials.hpp"

namespace evolve {
namespace {

/// All that a proof says, as text.
std::string text_of(const Proof& proof) {
    std::string text = std::to_string(proof.states) + " states, " + std::to_string(proof.refused) +
                       " refused, " + std::to_string(proof.rows) + " rows, " +
                       std::to_string(proof.rows_rejected) + " rejected\n";
    for (const LawTally& law : proof.laws)
        text += law.law + " " + std::to_string(static_cast<int>(law.outcome)) + " " +
                std::to_string(law.states) + "\n";
    for (const ColumnCoverage& column : proof.coverage.columns)
        text += column.column + " " + std::to_string(column.values) + " " +
                std::to_string(column.hazards) + " " + std::to_string(column.duplicates) + "\n";
    if (proof.counterexample) text += proof.counterexample->what + proof.counterexample->address;
    return text;
}

std::string proof_with(const Subject& subject, unsigned jobs) {
    const auto proof = prove(subject, {.cases = 160, .jobs = jobs});
    BOOST_REQUIRE(proof.has_value());
    return text_of(*proof);
}

/// Ends the process in some states only, and not in that of the test.
Subject dying(int signal_number) {
    Subject subject = last_of_example();
    const auto parent = getpid();
    subject.execute = [=](sqlite::Connection& connection, const Plan& plan, const Managed& managed,
                          const RunOptions& options) {
        if (plan.part_way && getpid() != parent) std::raise(signal_number);
        return run(connection, plan, managed, options);
    };
    return subject;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(workers_test)

BOOST_AUTO_TEST_CASE(a_proof_that_holds_is_the_same_with_any_number_of_jobs) {
    const std::string alone = proof_with(last_of_example(), 0);
    for (unsigned jobs : {1u, 2u, 3u}) BOOST_TEST(proof_with(last_of_example(), jobs) == alone);
}

BOOST_AUTO_TEST_CASE(a_counterexample_is_the_same_with_any_number_of_jobs) {
    const std::string alone = proof_with(cutting(), 0);
    BOOST_TEST(alone.find("@") != std::string::npos);
    for (unsigned jobs : {1u, 2u, 3u}) BOOST_TEST(proof_with(cutting(), jobs) == alone);
}

BOOST_AUTO_TEST_CASE(a_worker_that_dies_is_reported_and_takes_nothing_along) {
    for (int signal_number : {SIGABRT, SIGKILL}) {  // our bug; the kernel, out of memory
        const auto proof = prove(dying(signal_number), {.cases = 96, .jobs = 2});
        BOOST_REQUIRE(!proof.has_value());
        BOOST_TEST((proof.error().cause == ProofStopped::Cause::worker_died));
        BOOST_TEST(proof.error().detail.find(std::to_string(signal_number)) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(more_jobs_than_units_are_no_harm) {
    const auto proof = prove(last_of_example(), {.cases = 2, .jobs = 5});
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(proof->states == 2u);
}

BOOST_AUTO_TEST_CASE(an_interrupted_proof_stops) {
    const std::atomic<bool> interrupted = true;
    for (unsigned jobs : {0u, 2u}) {
        const auto proof =
            prove(last_of_example(), {.cases = 100'000, .jobs = jobs, .interrupted = &interrupted});
        BOOST_REQUIRE(!proof.has_value());
        BOOST_TEST((proof.error().cause == ProofStopped::Cause::interrupted));
    }
}

BOOST_AUTO_TEST_CASE(progress_only_grows_and_comes_to_the_end) {
    std::size_t last = 0;
    std::size_t all = 0;
    const auto proof =
        prove(last_of_example(),
              {.cases = 96, .jobs = 2, .progress = [&](std::size_t done, std::size_t of) {
                   BOOST_TEST(done >= last);
                   last = done;
                   all = of;
               }});
    BOOST_REQUIRE(proof.has_value());
    BOOST_TEST(last == all);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
