#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/base/byte_count.hpp"
#include "evolve/base/joined.hpp"

namespace evolve::cli {
namespace {

/// "slo_config of tasks (0009-a → 0010-b, 2026-11-24T10:15:02Z)"
std::string origin(const KeptSize& kept) {
    if (!kept.entry) return "left behind, in no catalogue";
    return joined(kept.entry->columns, &Identifier::view) + " of " +
           std::string(kept.entry->source.view()) + " (" + std::string(kept.entry->from.view()) +
           " → " + std::string(kept.entry->to.view()) + ", " + kept.at + ")";
}

void say_kept(const KeptSize& kept, const Console& console) {
    console.say("  " + kept.name + ": " + origin(kept) + ", " + counted(kept.rows, "row") + ", " +
                byte_count(kept.bytes));
}

}  // namespace

void render_purge(const DatabaseReport& report, const Manner& manner, const Console& console) {
    const Purge& purge = *report.purge;
    if (purge.kept.empty()) {
        console.say(manner.called + " keeps no complement that is to go: nothing to do");
        return;
    }
    std::uintmax_t bytes = 0;
    for (const KeptSize& kept : purge.kept) bytes += kept.bytes;
    console.say("Complements in " + report.path + ":");
    for (const KeptSize& kept : purge.kept) say_kept(kept, console);
    if (purge.removed)
        console.say("Removed " + counted(purge.kept.size(), "complement") + ", " +
                    byte_count(bytes) + ": the file keeps its size, and new rows go there.");
    else if (!report.problem)
        console.say("Dry run: nothing was changed.");
}

}  // namespace evolve::cli
