#include "snapshot/fuzz_apart.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace evolve {

std::vector<FuzzEnd> ends_of(const FuzzRuns& runs, const FuzzRunner& make) {
    FuzzOutcome outcome = make(runs);
    if (runs.count == 1 || (!outcome.broken && outcome.code == outcome_kept))
        return {{runs, std::move(outcome)}};
    const std::size_t half = runs.count / 2;
    std::vector<FuzzEnd> ends = ends_of({runs.first, half}, make);
    std::ranges::move(ends_of({runs.first + half, runs.count - half}, make),
                      std::back_inserter(ends));
    const bool shows_in_a_half =
        std::ranges::any_of(ends, [](const FuzzEnd& end) { return end.outcome.broken; });
    if (outcome.broken && !shows_in_a_half) return {{runs, std::move(outcome)}};
    return ends;
}

}  // namespace evolve
