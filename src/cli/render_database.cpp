#include "cli/render_database.hpp"

#include <algorithm>

#include "evolve/plan/causes.hpp"
#include "evolve/plan/difference_text.hpp"

namespace evolve::cli {
namespace {

constexpr std::size_t longest_line = 300;

bool is_plain(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || std::string_view("/._-+:@%,~").find(byte) !=
                                               std::string_view::npos ||
           static_cast<unsigned char>(byte) >= 0x80;
}

void render_differences(const DatabaseReport& report, const Console& console) {
    const auto* drifted = report.position ? std::get_if<Drifted>(&*report.position) : nullptr;
    if (drifted == nullptr) return;
    for (const std::string& line : lines(drifted->difference))
        console.complain("  " + shortened(line, longest_line));
}

/// Whether the problem is the position itself, which then tells more than the cause.
bool is_about_position(const DatabaseReport& report) {
    const auto& codes = {"drift", "newer", "nothing-managed", "part-way", "several-versions-fit"};
    return report.position && std::ranges::find(codes, report.problem->code) != std::end(codes);
}

}  // namespace

std::string arrow(const VersionOrNull& from, const VersionOrNull& to) {
    return std::string(text_of(from)) + " → " + std::string(text_of(to));
}

std::string as_argument(const std::string& path) {
    if (!path.empty() && path.front() != '-' && path.front() != '~' &&
        std::ranges::all_of(path, is_plain))
        return path;
    std::string quoted = "'";
    for (char byte : path) quoted += byte == '\'' ? std::string("'\\''") : std::string(1, byte);
    return quoted + "'";
}

void render_problem(const DatabaseReport& report, const Manner& manner, const Console& console) {
    const std::string& next = report.problem->next;
    const std::string tail = next.empty() ? "" : " " + next;
    if (is_about_position(report)) {
        console.complain("evolve: " + manner.called + " " +
                         describe(*report.position, manner.graph));
        render_differences(report, console);
        console.complain("Nothing was changed." + tail);
        return;
    }
    if (!report.problem->step.empty() && report.position) {
        console.complain("  ✗ " + report.problem->step + ": " + report.problem->wrong);
        console.complain("Nothing was changed: " + manner.called + " " +
                         describe(*report.position) + " as before." + tail);
        return;
    }
    console.complain("evolve: " + manner.called + ": " + report.problem->wrong);
    console.complain("Nothing was changed." + tail);
}

void render(const DatabaseReport& report, const Manner& manner, const Console& console) {
    for (const std::string& note : report.notes)
        console.complain("Note: " + manner.called + ": " + note);
    if (report.receipt) render_receipt(report, manner, console);
    if (report.verification) render_verification(report, manner, console);
    if (manner.command == "status" && report.position) render_status(report, manner, console);
    if (manner.command != "status" && report.plan) render_plan(report, manner, console);
    if (report.problem) render_problem(report, manner, console);
}

}  // namespace evolve::cli
