#include <algorithm>

#include "prove/bench.hpp"

namespace evolve {
namespace {

using Effects = std::vector<std::string>;

/// Where the lists are not the same.
std::optional<std::size_t> first_other(const Effects& old, const Effects& fresh) {
    for (std::size_t i = 0; i < std::min(old.size(), fresh.size()); ++i)
        if (old[i] != fresh[i]) return i;
    return std::nullopt;
}

std::optional<Breach> compared(const Effects& old, const Effects& fresh) {
    const auto place = first_other(old, fresh);
    if (!place) return std::nullopt;
    return Breach{Law::compatibility, "a statement of old code has another effect: " + old[*place] +
                                          " became " + fresh[*place]};
}

/// Whether the effect at that place was the statement's own: not one that depends on the order in
/// which SQLite happens to read rows, which an index more may change.
bool was_its_own(const Bench& bench, const std::vector<OldStatement>& statements,
                 const Effects& old, std::size_t place) {
    Bench::Manner manner = bench.manner();
    manner.backwards = true;
    const Effects backwards = bench.old_effects_of(statements, manner);
    return place < backwards.size() && backwards[place] == old[place];
}

bool holds_orphans(const Bench& bench) {
    return std::ranges::any_of(bench.old_orphans(),
                               [](const auto& each) { return !each.second.empty(); });
}

}  // namespace

/// Rows that were without a parent may meet with more refusals: as soon as any key of their table
/// is the parent of another one, SQLite holds them against their own keys too (sqlite3FkCheck).
std::optional<Breach> compatibility(Bench& bench, const std::vector<OldStatement>& statements,
                                    const std::vector<std::string>& old_effects) {
    const Effects effects = bench.effects_of(statements, bench.manner());
    const auto place = first_other(old_effects, effects);
    if (!place || !was_its_own(bench, statements, old_effects, *place)) return std::nullopt;
    if (!bench.manner().keys_enforced || !holds_orphans(bench))
        return compared(old_effects, effects);
    return compared(bench.old_effects_of(statements, {}), bench.effects_of(statements, {}));
}

}  // namespace evolve
