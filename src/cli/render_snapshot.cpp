#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/base/byte_count.hpp"

namespace evolve::cli {

void render_snapshot(const DatabaseReport& report, const Console& console) {
    const Snapshot& snapshot = *report.snapshot;
    std::int64_t taken = 0;
    std::int64_t rows = 0;
    for (const SampledTable& table : snapshot.tables) {
        taken += table.taken;
        rows += table.rows;
    }
    console.say("Wrote " + snapshot.file + " (" + byte_count(snapshot.bytes) + "): " +
                std::to_string(taken) + " of " + counted(static_cast<std::size_t>(rows), "row") +
                ", values " + (snapshot.scrubbed ? "scrubbed" : "as they are"));
    for (const SampledTable& table : snapshot.tables)
        console.say("  " + std::string(table.table.view()) + ": " + std::to_string(table.taken) +
                    " of " + std::to_string(table.rows));
    for (const SampledTable& table : snapshot.tables)
        if (table.left_out > 0)
            console.note("Note: " + std::string(table.table.view()) + ": " +
                         std::to_string(table.left_out) +
                         " of the rows chosen are not in it: a constraint refuses their scrubbed "
                         "values, or too many rows come along with them");
    for (const Identifier& name : snapshot.unread)
        console.note("Note: " + std::string(name.view()) +
                     " is empty in it: no row can be read out of the index");
}

}  // namespace evolve::cli
