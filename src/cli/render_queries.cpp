#include <algorithm>
#include <string>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"

namespace evolve::cli {
namespace {

constexpr std::size_t longest_statement = 90;
constexpr std::size_t longest_reason = 160;

std::string in_one_line(std::string sql) {
    std::ranges::replace(sql, '\n', ' ');
    return shortened(sql, longest_statement);
}

/// "0002-a" or "0002-a to 0004-c"
std::string versions(const QueryReport& statement, std::size_t first, std::size_t last) {
    const std::string from(statement.on[first].version.text());
    return first == last ? from : from + " to " + std::string(statement.on[last].version.text());
}

std::string words(const QueryOnVersion& on) {
    switch (on.verdict) {
        case QueryVerdict::equal: return "";
        case QueryVerdict::other_results: return "other results: " + on.why;
        case QueryVerdict::fails: return on.why;
        case QueryVerdict::not_reached: return "no state got there";
    }
    return "";
}

/// Neighbours of which the same is to be said in one line.
void say_versions(const QueryReport& statement, const Console& console) {
    const auto& on = statement.on;
    for (std::size_t first = 0; first < on.size();) {
        std::size_t last = first;
        while (last + 1 < on.size() && on[last + 1].verdict == on[first].verdict &&
               on[last + 1].why == on[first].why)
            ++last;
        const std::string reason = words(on[first]);
        console.say("    " + std::string(reason.empty() ? "✓ " : "✗ ") +
                    versions(statement, first, last) +
                    (reason.empty() ? "" : ": " + shortened(reason, longest_reason)));
        first = last + 1;
    }
}

}  // namespace

void render_queries(const QueriesReport& report, const Console& console) {
    const auto& some = report.statements.front().on;
    const auto alike = std::ranges::count_if(report.statements, &QueryReport::works_everywhere);
    console.say(report.file + " on " + versions(report.statements.front(), 0, some.size() - 1) +
                ": alike everywhere " + std::to_string(alike) + " of " +
                counted(report.statements.size(), "statement") + " (" +
                counted(report.states, "state") + ", seed " + std::to_string(report.seed) + ")");
    for (const QueryReport& statement : report.statements) {
        const std::string line =
            "  line " + std::to_string(statement.line) + "  " + in_one_line(statement.sql);
        if (statement.works_everywhere() && !statement.depends_on_moment) {
            console.say_more(line);
            continue;
        }
        console.say(line);
        say_versions(statement, console);
        if (statement.depends_on_moment)
            console.say("    asks for chance or a clock: only numbers of rows were compared");
    }
}

}  // namespace evolve::cli
