#include "evolve/plan/proof.hpp"

#include "evolve/plan/queries.hpp"

#include <algorithm>

namespace evolve {

std::string_view text_of(QueryVerdict verdict) {
    switch (verdict) {
        case QueryVerdict::equal: return "equal";
        case QueryVerdict::other_results: return "other results";
        case QueryVerdict::fails: return "fails";
        case QueryVerdict::not_reached: return "not reached";
    }
    return "";
}

std::string_view text_of(LawOutcome outcome) {
    switch (outcome) {
        case LawOutcome::kept: return "kept";
        case LawOutcome::broken: return "broken";
        case LawOutcome::not_tested: return "not tested";
        case LawOutcome::gave_up: return "gave up";
        case LawOutcome::not_applicable: return "not applicable";
    }
    return "";
}

bool takes_turns(std::string_view law) {
    return law == "invertibility" || law == "integrity" || law == "atomicity" ||
           law == "compatibility";
}

std::size_t states_asked_of(std::string_view law, std::size_t states) {
    return takes_turns(law) ? states / 3 : states;
}

std::size_t rows_of(const Counterexample& counterexample) {
    std::size_t rows = 0;
    for (const CounterexampleTable& table : counterexample.tables) rows += table.rows.size();
    return rows;
}

std::size_t laws_kept(const std::vector<LawTally>& laws) {
    return static_cast<std::size_t>(std::ranges::count(laws, LawOutcome::kept, &LawTally::outcome));
}

}  // namespace evolve
