#include "evolve/prove/detection.hpp"

#include "evolve/prove/schedule.hpp"
#include "evolve/prove/trial.hpp"

namespace evolve {

std::optional<Caught> first_breach(const Subject& subject, std::uint64_t seed, std::size_t cases) {
    const Schedule schedule(subject, cases);
    for (std::size_t number = 0; number < schedule.units(); ++number) {
        const Unit unit = schedule.unit(number);
        const Verdict verdict =
            hold_trial(subject, schedule.states(unit, seed),
                       {.laws = laws_in_turn(LawSet::all(), number), .turn = number});
        if (verdict.breach) return Caught{verdict.breach->law, unit.first + unit.states};
    }
    return std::nullopt;
}

}  // namespace evolve
