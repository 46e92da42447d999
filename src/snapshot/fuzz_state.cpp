// The runs on states.

#include <algorithm>
#include <memory>
#include <utility>

#include "evolve/prove/sandbox.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/prove/trial.hpp"
#include "snapshot/fuzz_case.hpp"
#include "snapshot/mutation.hpp"

namespace evolve {
namespace {

/// More than the prover's largest packs have.
constexpr std::size_t most_rows_together = 20'000;
constexpr std::size_t turns = 1 << 16;

std::size_t rows_of(const State& state) {
    std::size_t rows = 0;
    for (const RowsOf& table : state.tables) rows += table.rows.size();
    return rows;
}

/// Where the runs' pack begins: what its states have in common is drawn by that.
std::size_t beginning(const FuzzCase& run) {
    const std::size_t first = run.runs.first;
    return run.in_pack ? first - first % runs_of_a_block : first;
}

/// What kind of database a pack is: the first of a target, and one of four, that of the snapshot;
/// else one as the prover makes it.
Shape shape_of_pack(const FuzzGround& ground, const FuzzCase& run) {
    const StateTarget& target = ground.bases.states[run.target];
    Chooser chooser(random_of(ground, beginning(run)), mutation_of_the_pack + 1);
    if (run.round == 0 || chooser.one_in(4)) return target.state->shape;
    return target.shapes->unit(chooser.below(target.shapes->units())).shape;
}

/// Makes the states of some runs.
class StateMutator {
public:
    StateMutator(const FuzzGround& ground, const FuzzCase& run)
        : ground_(ground),
          run_(run),
          target_(ground.bases.states[run.target]),
          shape_(target_.state->shape) {
        if (!run.in_pack || !has(mutation_of_the_pack)) return;
        shape_ = shape_of_pack(ground, run);
        if (shape_ != target_.state->shape) words_.emplace_back("another kind of database");
    }

    MutatedStates make() && {
        MutatedStates mutated;
        for (std::size_t number = run_.runs.first; number < run_.runs.end(); ++number)
            mutated.states.push_back(state_of(number));
        Chooser chooser(ground_.seed, beginning(run_));
        chooser.next();
        mutated.turn = chooser.below(turns);
        if (run_.runs.count > 1)
            words_ = {std::to_string(run_.runs.count) + " mutated states in one database"};
        mutated.words = std::move(words_);
        mutated.laws = laws_in_turn(LawSet::all(), run_.round * units_of_a_block);
        return mutated;
    }

private:
    /// Several runs have all of their mutations.
    [[nodiscard]] bool has(std::size_t mutation) const {
        return run_.runs.count > 1 || std::ranges::count(run_.mutations, mutation) != 0;
    }

    StatePtr state_of(std::size_t number) {
        State state = *target_.state;
        state.shape = shape_;
        if (run_.in_pack && has(mutation_of_the_keys))
            target_.own_keys.move(state, {number % runs_of_a_block, states_of_a_pack});
        const FuzzCase one = run_.runs.count == 1 ? run_ : case_of(ground_, {number, 1});
        for (const std::size_t mutation : one.mutations)
            if (mutation < most_mutations_of_a_run) mutate(state, one, mutation);
        if (state.shape.encoding != Encoding::utf8)
            take_out_ambiguous_blobs(schema_of(*target_.subject, state.shape), state);
        return std::make_shared<const State>(std::move(state));
    }

    void mutate(State& state, const FuzzCase& one, std::size_t mutation) {
        Chooser chooser = chooser_for(ground_, one, mutation);
        std::string words;
        if (!chooser.one_in(6))
            words = mutate_rows(state, chooser, target_.wanted);
        else if (!run_.in_pack)
            words = mutate_shape(state, *target_.shapes, chooser);
        if (!words.empty()) words_.push_back(std::move(words));
    }

    const FuzzGround& ground_;
    const FuzzCase& run_;
    const StateTarget& target_;
    Shape shape_;
    std::vector<std::string> words_{};
};

}  // namespace

MutatedStates mutated_states(const FuzzGround& ground, const FuzzCase& run) {
    return StateMutator(ground, run).make();
}

FuzzOutcome try_states(const FuzzGround& ground, const FuzzCase& run) {
    const StateTarget& target = ground.bases.states[run.target];
    // They are then made in halves.
    if (run.runs.count > 1 && run.runs.count * rows_of(*target.state) > most_rows_together)
        return {false, "too-many-rows"};
    const Subject& subject = *target.subject;
    const MutatedStates mutated = mutated_states(ground, run);
    const Verdict verdict =
        hold_trial(subject, mutated.states, {.laws = mutated.laws, .turn = mutated.turn});
    if (verdict.breach)
        return {true, "",
                std::string(text_of(verdict.breach->law)) + " of " +
                    std::string(subject.migration.to.text()) + ": " +
                    without_digits(verdict.breach->what)};
    return {false, verdict.refused ? "rows-contradict" : std::string(outcome_kept)};
}

}  // namespace evolve
