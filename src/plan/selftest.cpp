#include "evolve/plan/selftest.hpp"

#include <algorithm>

namespace evolve {

std::string_view text_of(TriedMistake::Outcome outcome) {
    switch (outcome) {
        case TriedMistake::Outcome::caught: return "caught";
        case TriedMistake::Outcome::missed: return "missed";
        case TriedMistake::Outcome::never_made: return "never made";
    }
    return "";
}

std::size_t Selftest::count(TriedMistake::Outcome outcome) const {
    return static_cast<std::size_t>(std::ranges::count(mistakes, outcome, &TriedMistake::outcome));
}

}  // namespace evolve
