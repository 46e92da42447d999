#include <string>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"

namespace evolve::cli {
namespace {

/// "t.a 12 of 61, t.b 61"
std::string pools(const Bound& bound, bool alone) {
    std::string text;
    for (const BoundColumn& column : bound.columns) {
        if (column.alone != alone) continue;
        text += (text.empty() ? "" : ", ") + column.table + "." + column.column + " " +
                std::to_string(column.values);
        if (column.values < column.of) text += " of " + std::to_string(column.of);
    }
    return text;
}

/// How many rows the tables had of which no more were found.
std::string fewer_rows(const Bound& bound) {
    std::string text;
    for (const BoundTable& table : bound.tables)
        if (table.rows < bound.rows)
            text += (text.empty() ? "" : ", ") + table.table + " " + std::to_string(table.rows);
    return text;
}

}  // namespace

void render_bound(const Proof& proof, const Console& console) {
    const Bound& bound = *proof.bound;
    if (const std::string values = pools(bound, false); !values.empty())
        console.say("  values in all combinations: " + values);
    if (const std::string values = pools(bound, true); !values.empty())
        console.say("  values of each column alone: " + values);
    if (bound.is_cut()) console.say("  more states, and so more values, with --cases");
    if (const std::string rows = fewer_rows(bound); !rows.empty())
        console.say("  fewer rows, since no more were found that the table takes: " + rows);
    std::string states =
        counted(proof.rows, "row") + "; each database at the old version, in UTF-8";
    if (proof.refused > 0)
        states += "; " + counted(proof.refused, "state") + " refused, whose rows contradict a step";
    console.say("  " + states);
}

}  // namespace evolve::cli
