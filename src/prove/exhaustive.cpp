#include "evolve/prove/exhaustive.hpp"

#include <algorithm>
#include <utility>

#include "evolve/prove/shrinker.hpp"
#include "evolve/prove/trial.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/counterexample.hpp"
#include "prove/schema_made.hpp"
#include "prove/workers.hpp"

namespace evolve {
namespace {

/// Of eight turns those two in which nobody changes what the migration computed, so that all has to
/// come back; the point of failure goes up with the number.
std::uint64_t turn_of(std::size_t number) { return number / 2 * 8 + number % 2; }

Verdict hold(const Subject& subject, const Instance& instance, LawSet laws, Detail detail) {
    return hold_trial(subject, {&instance.state, 1},
                      {.laws = laws, .detail = detail, .turn = instance.turn});
}

/// The counterexample made as small as it goes, and put into the proof.
Instance smallest(const Subject& subject, Instance instance, LawSet laws, Proof& proof) {
    auto breach = hold(subject, instance, laws, Detail::values).breach;
    if (!breach)  // SQL may ask chance
        breach = Breach{Law::convergence, "the same database becomes another one each time"};
    const LawSet alone = LawSet::only(breach->law);
    const auto breaks = [&](const StatePtr& state) {
        const Instance smaller{state, instance.turn};
        const auto again = hold(subject, smaller, alone, Detail::values).breach;
        return again && again->law == breach->law;
    };
    std::size_t runs = 0;
    if (breaks(instance.state)) {
        Shrunk shrunk = shrink(instance.state, breaks, most_shrinking_runs);
        instance.state = std::move(shrunk.state);
        runs = shrunk.runs;
    }
    const auto shown = hold(subject, instance, alone, Detail::values).breach;
    proof.counterexample = described(subject, shown.value_or(*breach), *instance.state, "", runs);
    return instance;
}

LawTally tally_of(Law law, LawSet laws, const std::vector<UnitResult>& results) {
    LawTally tally{std::string(text_of(law))};
    if (!laws.has(law)) return tally;
    for (const UnitResult& result : results) {
        tally.states += has(result.laws_checked, law) ? 1 : 0;
        tally.relevant += has(result.laws_concerned, law) ? 1 : 0;
    }
    tally.outcome = tally.relevant == 0 ? LawOutcome::not_tested : LawOutcome::kept;
    return tally;
}

Exhausted exhausted(const Subject& subject, const Scope& scope, const ProveOptions& options,
                    const std::vector<UnitResult>& results) {
    const LawSet laws = laws_to_hold(subject, options);
    Exhausted found;
    Proof& proof = found.proof;
    proof.from = subject.migration.from;
    proof.to = subject.migration.to;
    proof.seed = options.seed.value_or(default_seed(subject));
    proof.states = results.size();
    proof.bound = scope.bound();
    for (const UnitResult& result : results) {
        proof.refused += result.refused ? 1 : 0;
        proof.rows += result.rows;
        proof.rows_rejected += result.rows_rejected;
    }
    for (Law law : all_laws) proof.laws.push_back(tally_of(law, laws, results));
    if (results.empty() || !results.back().broken) return found;
    const std::size_t number = results.back().unit;
    found.counterexample =
        smallest(subject, {scope.state(number), turn_of(number)}, options.laws, proof);
    std::ranges::find(proof.laws, proof.counterexample->law, &LawTally::law)->outcome =
        LawOutcome::broken;
    return found;
}

}  // namespace

Result<Scope, ProofStopped> scope_of(const Subject& subject, ScopeSize size,
                                     const ProveOptions& options) {
    try {
        if (auto why = why_not_made(subject))
            return unexpected(ProofStopped{ProofStopped::Cause::not_made, std::move(*why)});
        return Scope(subject, size, options.seed.value_or(default_seed(subject)));
    } catch (const sqlite::Failure& failure) {
        return unexpected(ProofStopped{ProofStopped::Cause::worker_died, failure.what()});
    }
}

Result<Exhausted, ProofStopped> prove_exhaustively(const Subject& subject, const Scope& scope,
                                                   const ProveOptions& options) {
    try {
        auto results = run_units({0, scope.states()}, options, [&](std::size_t number) {
            const Instance instance{scope.state(number), turn_of(number)};
            return result_of(number, hold(subject, instance, options.laws, Detail::digests));
        });
        if (!results) return unexpected(results.error());
        const auto broken = std::ranges::find(*results, true, &UnitResult::broken);
        if (broken != results->end()) results->erase(broken + 1, results->end());
        return exhausted(subject, scope, options, *results);
    } catch (const sqlite::Failure& failure) {
        return unexpected(ProofStopped{ProofStopped::Cause::worker_died, failure.what()});
    }
}

}  // namespace evolve
