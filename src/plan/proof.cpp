#include "evolve/plan/proof.hpp"

#include <algorithm>

namespace evolve {

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

std::size_t rows_of(const Counterexample& counterexample) {
    std::size_t rows = 0;
    for (const CounterexampleTable& table : counterexample.tables) rows += table.rows.size();
    return rows;
}

std::size_t laws_kept(const std::vector<LawTally>& laws) {
    return static_cast<std::size_t>(std::ranges::count(laws, LawOutcome::kept, &LawTally::outcome));
}

}  // namespace evolve
