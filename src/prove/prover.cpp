#include "evolve/prove/prover.hpp"

#include <algorithm>
#include <utility>

#include "evolve/prove/address.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/trial.hpp"
#include "prove/counterexample.hpp"
#include "prove/coverage.hpp"
#include "prove/workers.hpp"

namespace evolve {
namespace {

std::uint16_t bits_of(LawSet laws) {
    unsigned bits = 0;
    for (Law law : all_laws)
        if (laws.has(law)) bits |= 1u << static_cast<unsigned>(law);
    return static_cast<std::uint16_t>(bits);
}

UnitResult work_on(const Subject& subject, const Schedule& schedule, std::size_t number,
                   std::uint64_t seed, LawSet laws) {
    const auto states = schedule.states(schedule.unit(number), seed);
    const Verdict verdict = hold_trial(subject, states, {.laws = laws, .turn = number});
    return {.unit = number,
            .rows = verdict.loaded.rows,
            .rows_rejected = verdict.loaded.refused,
            .laws_checked = bits_of(verdict.checked),
            .refused = verdict.refused,
            .broken = verdict.breach.has_value()};
}

/// Nothing after the first broken unit: how far the others came depends on the number of jobs.
void cut_after_first_broken(std::vector<UnitResult>& results) {
    const auto broken = std::ranges::find(results, true, &UnitResult::broken);
    if (broken != results.end()) results.erase(broken + 1, results.end());
}

LawTally tally_of(Law law, const Subject& subject, const ProveOptions& options,
                  const Schedule& schedule, const std::vector<UnitResult>& results) {
    LawTally tally{std::string(text_of(law))};
    if (!applicable_laws(subject).has(law) || !options.laws.has(law)) return tally;
    for (const UnitResult& result : results)
        if ((result.laws_checked >> static_cast<unsigned>(law) & 1u) != 0)
            tally.states += schedule.unit(result.unit).states;
    tally.outcome = tally.states > 0 ? LawOutcome::kept : LawOutcome::not_tested;
    return tally;
}

Proof blank_proof(const Subject& subject, std::uint64_t seed) {
    Proof proof;
    proof.from = subject.migration.from;
    proof.to = subject.migration.to;
    proof.seed = seed;
    return proof;
}

void mark_broken(Proof& proof) {
    for (LawTally& law : proof.laws)
        if (proof.counterexample && law.law == proof.counterexample->law)
            law.outcome = LawOutcome::broken;
}

Result<Proof, ProofStopped> proved(const Subject& subject, const ProveOptions& options) {
    const std::uint64_t seed = options.seed.value_or(default_seed(subject));
    const Schedule schedule(subject, options.cases);
    auto results = run_units(schedule.units(), options, [&](std::size_t unit) {
        return work_on(subject, schedule, unit, seed, options.laws);
    });
    if (!results) return unexpected(results.error());
    cut_after_first_broken(*results);

    Proof proof = blank_proof(subject, seed);
    for (const UnitResult& result : *results) {
        const std::size_t states = schedule.unit(result.unit).states;
        proof.states += states;
        proof.refused += result.refused ? states : 0;
        proof.rows += result.rows;
        proof.rows_rejected += result.rows_rejected;
    }
    for (Law law : all_laws)
        proof.laws.push_back(tally_of(law, subject, options, schedule, *results));
    proof.coverage = coverage_of(subject, schedule, results->size(), seed);
    if (!results->empty() && results->back().broken)
        proof.counterexample = counterexample_of(
            subject, schedule, schedule.unit(results->back().unit), seed, options.laws);
    mark_broken(proof);
    return proof;
}

}  // namespace

std::uint64_t default_seed(const Subject& subject) {
    // Seven digits: short enough to type.
    return subject.path_digest % 9'000'000 + 1'000'000;
}

Result<Proof, ProofStopped> prove(const Subject& subject, const ProveOptions& options) {
    try {
        return proved(subject, options);
    } catch (const sqlite::Failure& failure) {
        return unexpected(ProofStopped{ProofStopped::Cause::worker_died, failure.what()});
    }
}

std::optional<Proof> replay(const Subject& subject, std::string_view text,
                            const ProveOptions& options) {
    const std::uint64_t seed = options.seed.value_or(default_seed(subject));
    const Schedule schedule(subject, options.cases);
    const auto address = parse_address(text);
    if (!address) return std::nullopt;
    const auto state = state_at(schedule, *address, seed);
    if (!state) return std::nullopt;
    const Verdict verdict =
        hold_trial(subject, {&*state, 1},
                   {.laws = options.laws, .detail = Detail::values, .turn = address->unit});
    Proof proof = blank_proof(subject, seed);
    proof.states = 1;
    proof.rows = verdict.loaded.rows;
    proof.refused = verdict.refused ? 1 : 0;
    for (Law law : all_laws)
        if (verdict.checked.has(law))
            proof.laws.push_back({std::string(text_of(law)), LawOutcome::kept, 1});
    if (verdict.breach) proof.counterexample = described(*verdict.breach, **state, *address, 0);
    mark_broken(proof);
    return proof;
}

}  // namespace evolve
