#include "cli/render_database.hpp"
#include "evolve/base/byte_count.hpp"
#include "evolve/plan/causes.hpp"

namespace evolve::cli {

void render_restoration(const DatabaseReport& report, const Manner& manner,
                        const Console& console) {
    const Restoration& done = *report.restoration;
    console.say("Restored " + report.path + " from " + done.source + " (" + byte_count(done.bytes) +
                ")");
    if (report.position)
        console.say(manner.called + " " + describe(*report.position, manner.graph));
    if (done.backup.empty()) return;
    console.say("Backup: " + done.backup);
    console.say("Undo: evolve restore " + as_argument(done.backup) + " " +
                as_argument(report.path));
}

}  // namespace evolve::cli
