#include <string>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/graph/arrow.hpp"

namespace evolve::cli {
namespace {

using Outcome = TriedMistake::Outcome;

void say(const TriedMistake& mistake, const Console& console) {
    const std::string what =
        mistake.name + (mistake.where.empty() ? "" : " (" + mistake.where + ")");
    switch (mistake.outcome) {
        case Outcome::caught:
            console.say_more("  ✓ " + what + ": law " + mistake.law + ", in " +
                             counted(mistake.states, "state"));
            return;
        case Outcome::missed:
            console.say("  ✗ " + what + ": no law saw it in " + counted(mistake.states, "state"));
            return;
        case Outcome::never_made:
            console.say_more("  - " + what + ": no state gave it anything to do");
            return;
    }
}

}  // namespace

void render_selftest(const Selftest& selftest, const Console& console) {
    const std::size_t never_made = selftest.count(Outcome::never_made);
    console.say(arrow(selftest.from, selftest.to) + ": " +
                std::to_string(selftest.count(Outcome::caught)) + " of " +
                counted(selftest.mistakes.size() - never_made, "mistake") + " caught within " +
                counted(selftest.cases, "state") +
                (never_made == 0 ? "" : "; " + std::to_string(never_made) + " never made") + " (" +
                seconds(selftest.took) + ", seed " + std::to_string(selftest.seed) + ")");
    for (const TriedMistake& mistake : selftest.mistakes) say(mistake, console);
}

}  // namespace evolve::cli
