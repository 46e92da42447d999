#include "prove/workers.hpp"

namespace evolve {
namespace {

std::uint16_t bits_of(LawSet laws) {
    unsigned bits = 0;
    for (Law law : all_laws)
        if (laws.has(law)) bits |= 1u << static_cast<unsigned>(law);
    return static_cast<std::uint16_t>(bits);
}

}  // namespace

bool has(std::uint16_t bits, Law law) { return (bits >> static_cast<unsigned>(law) & 1u) != 0; }

UnitResult result_of(std::size_t unit, const Verdict& verdict) {
    return {.unit = unit,
            .rows = verdict.loaded.rows,
            .rows_rejected = verdict.loaded.refused,
            .laws_checked = bits_of(verdict.checked),
            .laws_concerned = bits_of(verdict.concerned),
            .refused = verdict.refused,
            .broken = verdict.breach.has_value()};
}

LawSet laws_to_hold(const Subject& subject, const ProveOptions& options) {
    LawSet laws = applicable_laws(subject);
    for (Law law : all_laws)
        if (!options.laws.has(law)) laws = laws.without(law);
    return laws;
}

}  // namespace evolve
