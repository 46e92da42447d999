#include "evolve/prove/prover.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "evolve/prove/address.hpp"
#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/trial.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/counterexample.hpp"
#include "prove/coverage.hpp"
#include "prove/schema_made.hpp"
#include "prove/workers.hpp"
#include "prove/workshop.hpp"

namespace evolve {
namespace {

/// Laws that are asked for by name are held against every unit.
LawSet laws_of(LawSet asked, std::size_t unit) {
    return asked == LawSet::all() ? laws_in_turn(asked, unit) : asked;
}

UnitResult work_on(const Subject& subject, const Schedule& schedule, std::size_t number,
                   std::uint64_t seed, LawSet laws, CoverageCounter& coverage, Workshop& workshop) {
    const auto states = schedule.states(schedule.unit(number), seed);
    coverage.add(states);
    const Verdict verdict = hold_trial(
        subject, states, {.laws = laws_of(laws, number), .turn = number, .workshop = &workshop});
    return result_of(number, verdict);
}

/// The results of a schedule from its beginning, in order, and as far as they go.
struct Results {
    Schedule schedule;
    std::vector<UnitResult> units;
    std::unique_ptr<CoverageCounter> coverage;  ///< of all units that were worked on

    [[nodiscard]] bool broken() const { return !units.empty() && units.back().broken; }

    [[nodiscard]] std::size_t states_checked(Law law) const {
        std::size_t states = 0;
        for (const UnitResult& result : units)
            if (has(result.laws_checked, law)) states += schedule.size(result.unit);
        return states;
    }

    [[nodiscard]] std::size_t states_concerned(Law law) const {
        std::size_t states = 0;
        for (const UnitResult& result : units)
            if (has(result.laws_concerned, law)) states += schedule.size(result.unit);
        return states;
    }
};

/// Nothing after the first broken unit: how far the others came depends on the number of jobs.
void cut_after_first_broken(std::vector<UnitResult>& results) {
    const auto broken = std::ranges::find(results, true, &UnitResult::broken);
    if (broken != results.end()) results.erase(broken + 1, results.end());
}

/// The number in the schedule of the unit that has this number in the shard: blocks stay whole.
std::size_t unit_of_shard(std::size_t number, const Shard& shard) {
    const std::size_t block = number / units_of_a_block * shard.of + shard.number - 1;
    return block * units_of_a_block + number % units_of_a_block;
}

/// How many units of the schedule are the shard's.
std::size_t units_of_shard(const Schedule& schedule, const Shard& shard) {
    std::size_t units = schedule.units() / (units_of_a_block * shard.of) * units_of_a_block;
    while (unit_of_shard(units, shard) < schedule.units()) ++units;
    return units;
}

/// Goes on from where the results end to the end of their schedule.
Result<Results, ProofStopped> run_on(const Subject& subject, Results results, std::uint64_t seed,
                                     const ProveOptions& options) {
    const UnitRange rest{results.units.size(), units_of_shard(results.schedule, options.shard)};
    Workshop workshop;
    auto units = run_units(rest, options, [&](std::size_t number) {
        return work_on(subject, results.schedule, unit_of_shard(number, options.shard), seed,
                       options.laws, *results.coverage, workshop);
    });
    if (!units) return unexpected(units.error());
    if (results.units.empty())
        results.units = std::move(*units);
    else
        std::ranges::move(*units, std::back_inserter(results.units));
    cut_after_first_broken(results.units);
    return results;
}

/// How many states of the shard the law is to be held against: those whose turn it is.
std::size_t states_due(const Subject& subject, Law law, const ProveOptions& options) {
    const Schedule schedule(subject, options.cases);
    std::size_t states = 0;
    for (std::size_t number = 0; number < units_of_shard(schedule, options.shard); ++number) {
        const std::size_t unit = unit_of_shard(number, options.shard);
        if (laws_of(options.laws, unit).has(law)) states += schedule.size(unit);
    }
    return states;
}

Results no_results(const Subject& subject, std::size_t cases) {
    return {Schedule(subject, cases), {}, std::make_unique<CoverageCounter>(subject)};
}

/// A schedule of so many states, with the results that are its beginning too.
Results lengthened(const Subject& subject, Results results, std::size_t cases) {
    if (results.schedule.cases() != whole_blocks(results.schedule.cases()))
        return no_results(subject, cases);
    results.schedule = Schedule(subject, cases);
    return results;
}

/// What the units of the results held. Where one is broken others may have gone further, so the
/// states up to it are made once more.
Coverage coverage_of(const Subject& subject, const Results& results, std::uint64_t seed) {
    if (!results.broken()) return results.coverage->counted();
    CoverageCounter counter(subject);
    for (const UnitResult& result : results.units)
        counter.add(results.schedule.states(results.schedule.unit(result.unit), seed));
    return counter.counted();
}

bool is_enough(const Subject& subject, const Results& results, const ProveOptions& options) {
    const LawSet laws = laws_to_hold(subject, options);
    return std::ranges::all_of(all_laws, [&](Law law) {
        return !laws.has(law) || results.states_checked(law) >= states_due(subject, law, options);
    });
}

/// Longer and longer schedules, each of which begins with the one before, until every law was held
/// against enough states.
Result<Results, ProofStopped> run_until_enough(const Subject& subject, std::uint64_t seed,
                                               const ProveOptions& options) {
    auto results = run_on(subject, no_results(subject, options.cases), seed, options);
    for (std::size_t times = 2; results && times <= most_extension; times *= 2) {
        if (results->broken() || is_enough(subject, *results, options)) break;
        const std::size_t cases = whole_blocks(times * options.cases);
        results = run_on(subject, lengthened(subject, std::move(*results), cases), seed, options);
    }
    return results;
}

LawOutcome outcome_of(const LawTally& tally, std::size_t due) {
    if (tally.relevant == 0) return LawOutcome::not_tested;
    return tally.states < due ? LawOutcome::gave_up : LawOutcome::kept;
}

LawTally tally_of(const Subject& subject, Law law, const Results& results,
                  const ProveOptions& options) {
    LawTally tally{std::string(text_of(law))};
    if (!laws_to_hold(subject, options).has(law)) return tally;
    tally.states = results.states_checked(law);
    tally.relevant = results.states_concerned(law);
    // After a breach the others did not get as far as they were asked to.
    tally.outcome = outcome_of(tally, results.broken() ? 0 : states_due(subject, law, options));
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

void count(const Results& results, Proof& proof) {
    proof.cases = results.schedule.cases();
    for (const UnitResult& result : results.units) {
        const std::size_t states = results.schedule.size(result.unit);
        proof.states += states;
        proof.refused += result.refused ? states : 0;
        proof.rows += result.rows;
        proof.rows_rejected += result.rows_rejected;
    }
}

/// How the rows of the first refused unit contradict a step: it goes through the migration again.
std::string first_refusal(const Subject& subject, const Results& results, std::uint64_t seed) {
    const auto refused = std::ranges::find(results.units, true, &UnitResult::refused);
    if (refused == results.units.end()) return "";
    const auto states = results.schedule.states(results.schedule.unit(refused->unit), seed);
    return hold_trial(subject, states, {.laws = LawSet::none(), .turn = refused->unit}).refusal;
}

Proof proof_of_instance(const Subject& subject, const Instance& instance, std::string_view address,
                        const ProveOptions& options) {
    const Verdict verdict =
        hold_trial(subject, {&instance.state, 1},
                   {.laws = options.laws, .detail = Detail::values, .turn = instance.turn});
    Proof proof = blank_proof(subject, options.seed.value_or(default_seed(subject)));
    proof.states = 1;
    proof.cases = options.cases;
    proof.rows = verdict.loaded.rows;
    proof.rows_rejected = verdict.loaded.refused;
    proof.refused = verdict.refused ? 1 : 0;
    proof.refusal = verdict.refusal;
    for (Law law : all_laws)
        if (verdict.checked.has(law))
            proof.laws.push_back({std::string(text_of(law)), LawOutcome::kept, 1,
                                  verdict.concerned.has(law) ? std::size_t{1} : 0});
    if (verdict.breach)
        proof.counterexample = described(subject, *verdict.breach, *instance.state, address, 0);
    mark_broken(proof);
    return proof;
}

/// The proof of the first known state that still breaks a law.
std::optional<Proof> broken_by_known(const Subject& subject, const ProveOptions& options) {
    for (const KnownState& known : options.known) {
        Proof proof = proof_of_instance(subject, known.instance, known.name, options);
        if (!proof.counterexample) continue;
        if (known.old)
            proof.counterexample =
                counterexample_of(subject, known.instance, options.laws, known.name);
        return proof;
    }
    return std::nullopt;
}

Result<Proof, ProofStopped> proved(const Subject& subject, const ProveOptions& options) {
    if (auto why = why_not_made(subject))
        return unexpected(ProofStopped{ProofStopped::Cause::not_made, std::move(*why)});
    if (auto proof = broken_by_known(subject, options)) return std::move(*proof);
    const std::uint64_t seed = options.seed.value_or(default_seed(subject));
    auto results = run_until_enough(subject, seed, options);
    if (!results) return unexpected(results.error());

    Proof proof = blank_proof(subject, seed);
    count(*results, proof);
    proof.refusal = first_refusal(subject, *results, seed);
    proof.old_states =
        static_cast<std::size_t>(std::ranges::count(options.known, true, &KnownState::old));
    for (Law law : all_laws) proof.laws.push_back(tally_of(subject, law, *results, options));
    proof.coverage = coverage_of(subject, *results, seed);
    if (results->broken())
        proof.counterexample = counterexample_of(subject, results->schedule,
                                                 results->schedule.unit(results->units.back().unit),
                                                 seed, options.laws);
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

std::optional<Instance> find_instance(const Subject& subject, std::string_view text,
                                      const ProveOptions& options) {
    const auto address = parse_address(text);
    if (!address) return std::nullopt;
    const std::uint64_t seed = options.seed.value_or(default_seed(subject));
    Schedule schedule(subject, options.cases);
    // Of a longer schedule: whole blocks are the same however many there are.
    if (address->unit >= schedule.units()) schedule = Schedule(subject, cases_with(address->unit));
    auto state = state_at(schedule, *address, seed);
    if (!state) return std::nullopt;
    return Instance{std::move(*state), address->unit};
}

Result<Proof, ProofStopped> replay(const Subject& subject, const Instance& instance,
                                   std::string_view address, const ProveOptions& options) {
    try {
        return proof_of_instance(subject, instance, address, options);
    } catch (const sqlite::Failure& failure) {
        return unexpected(ProofStopped{ProofStopped::Cause::worker_died, failure.what()});
    }
}

std::string database_of(const Subject& subject, const State& state) {
    const StatePtr whole = std::make_shared<const State>(state);
    Sandbox sandbox(subject, {&whole, 1});
    return sandbox.connection().serialized();
}

}  // namespace evolve
