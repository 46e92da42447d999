#include "snapshot/fuzz_case.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "evolve/prove/address.hpp"
#include "evolve/prove/trial.hpp"
#include "snapshot/mutation.hpp"

namespace evolve {
namespace {

/// One run in so many mutates a file.
constexpr std::size_t runs_of_a_round = 6;

std::uint64_t random_of(const FuzzGround& ground, std::size_t number) {
    return Chooser(ground.seed, number).next();
}

}  // namespace

std::string without_digits(const std::string& text) {
    std::string plain;
    for (const char c : text)
        if (c < '0' || c > '9') plain += c;
    return plain;
}

FuzzCase case_of(const FuzzGround& ground, std::size_t number) {
    const FuzzBases& bases = ground.bases;
    FuzzCase run{.number = number};
    const bool has_both = !bases.states.empty() && !bases.files.empty();
    run.is_file = has_both ? number % runs_of_a_round == runs_of_a_round - 1 : bases.states.empty();
    const std::size_t earlier_files = number / runs_of_a_round;
    const std::size_t place = !has_both     ? number
                              : run.is_file ? earlier_files
                                            : number - earlier_files;
    run.target = place % (run.is_file ? bases.files.size() : bases.states.size());
    run.mutations.resize(random_of(ground, number) % most_mutations_of_a_run + 1);
    std::iota(run.mutations.begin(), run.mutations.end(), std::size_t{0});
    return run;
}

std::string address_of(const FuzzCase& whole, const FuzzCase& chosen) {
    NamedAddress address{std::to_string(whole.number)};
    if (chosen != whole) address.way = chosen.mutations;
    return text_of(address);
}

std::optional<FuzzCase> case_at(const FuzzGround& ground, std::string_view text) {
    const auto address = parse_address(text);
    if (!address || address->member) return std::nullopt;
    FuzzCase run = case_of(ground, address->unit);
    if (address->way.empty()) return run;
    for (const std::size_t mutation : address->way)
        if (mutation >= run.mutations.size()) return std::nullopt;
    run.mutations = address->way;
    return run;
}

Chooser chooser_for(const FuzzGround& ground, const FuzzCase& run, std::size_t mutation) {
    return {random_of(ground, run.number), mutation + 1};
}

MutatedState mutated_state(const FuzzGround& ground, const FuzzCase& run) {
    const StateTarget& target = ground.bases.states[run.target];
    State state = *target.state;
    MutatedState mutated;
    for (const std::size_t mutation : run.mutations) {
        Chooser chooser = chooser_for(ground, run, mutation);
        std::string words = chooser.one_in(6)
                                ? mutate_shape(state, *target.subject, *target.shapes, chooser)
                                : mutate_rows(state, chooser);
        if (!words.empty()) mutated.words.push_back(std::move(words));
    }
    mutated.instance = {std::make_shared<const State>(std::move(state)), run.number};
    return mutated;
}

FuzzOutcome try_state(const FuzzGround& ground, const FuzzCase& run) {
    const Subject& subject = *ground.bases.states[run.target].subject;
    const Instance instance = mutated_state(ground, run).instance;
    const Verdict verdict = hold_trial(subject, {&instance.state, 1}, {.turn = instance.turn});
    if (verdict.breach)
        return {true, "",
                std::string(text_of(verdict.breach->law)) + " of " +
                    std::string(subject.migration.to.text()) + ": " +
                    without_digits(verdict.breach->what)};
    return {false, verdict.refused ? "rows-contradict" : "kept"};
}

}  // namespace evolve
