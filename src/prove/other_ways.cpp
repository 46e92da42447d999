#include "evolve/plan/make_plan.hpp"
#include "evolve/run/present.hpp"
#include "prove/bench.hpp"

// All ways between two versions agree (DESIGN section 3, law 5). Their fingerprints are compared
// when a graph is loaded; what steps that change rows leave there only states tell.

namespace evolve {
namespace {

/// Whether the path could be travelled: rows may contradict its steps, and not those of another.
bool travel(sqlite::Connection& connection, const Path& path, const OtherWays& ways) {
    for (const Migration& migration : path) {
        const auto present = read_present(connection, ways.managed);
        if (!present) return false;
        const auto plan = plan_leg(ways.graph, *present, migration, Direction::up);
        if (!plan || !run(connection, *plan, ways.managed)) return false;
    }
    return true;
}

std::string named(const Path& path) {
    std::string text;
    for (const Migration& migration : path) text += std::string(text_of(migration.from)) + " → ";
    return text + std::string(path.back().to.text());
}

}  // namespace

std::optional<Breach> unlike_other_ways(Bench& bench) {
    const auto& ways = bench.subject().other_ways;
    if (ways == nullptr || !bench.shape().done.empty()) return std::nullopt;
    for (const Path& path : ways->paths) {
        Sandbox other(bench.subject(), bench.states());
        if (!travel(other.connection(), path, *ways)) continue;
        const auto views = bench.with_bystanders(views_of(bench.subject().after));
        auto breach = difference(Law::convergence,
                                 read_contents(other.connection(), views, bench.options().detail),
                                 bench.read(views));
        if (!breach) continue;
        breach->what += ", unlike on the way " + named(path);
        return breach;
    }
    return std::nullopt;
}

}  // namespace evolve
