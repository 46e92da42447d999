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

/// Whether the effect at that place is the statement's own, before and now: not one that depends on
/// the order in which SQLite happens to read rows, which an index more may change.
bool is_its_own(Bench& bench, const std::vector<OldStatement>& statements, std::size_t place,
                const Effects& old, const Effects& now) {
    Bench::Manner manner = bench.manner();
    manner.backwards = true;
    const auto same = [&](const Effects& backwards, const Effects& effects) {
        return place < backwards.size() && backwards[place] == effects[place];
    };
    return same(bench.old_effects_of(statements, manner), old) &&
           same(bench.effects_of(statements, manner), now);
}

/// Holds the law against the other statements.
std::optional<Breach> without(Bench& bench, std::vector<OldStatement> statements,
                              std::size_t place) {
    statements.erase(statements.begin() + static_cast<std::ptrdiff_t>(place));
    const Effects old = bench.old_effects_of(statements, bench.manner());
    return compatibility(bench, statements, old);
}

/// Whether foreign keys may refuse what they did not refuse before, or the reverse. Rows without a
/// parent meet with more refusals as soon as any key of their table is the parent of another one:
/// then SQLite holds them against their own keys too (sqlite3FkCheck). And a part-way state may
/// hold children in a table that is to go.
bool keys_may_judge_otherwise(const Bench& bench) {
    return bench.manner().keys_enforced &&
           (!bench.shape().done.empty() ||
            std::ranges::any_of(bench.old_orphans(),
                                [](const auto& each) { return !each.second.empty(); }));
}

}  // namespace

std::optional<Breach> compatibility(Bench& bench, const std::vector<OldStatement>& statements,
                                    const std::vector<std::string>& old_effects) {
    const Effects effects = bench.effects_of(statements, bench.manner());
    const auto place = first_other(old_effects, effects);
    if (place && could_not_run(old_effects[*place])) return without(bench, statements, *place);
    if (!place || !is_its_own(bench, statements, *place, old_effects, effects)) return std::nullopt;
    if (!keys_may_judge_otherwise(bench)) return compared(old_effects, effects);
    return compared(bench.old_effects_of(statements, {}), bench.effects_of(statements, {}));
}

}  // namespace evolve
