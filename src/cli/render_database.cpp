#include "cli/render_database.hpp"

#include <algorithm>

#include "evolve/plan/causes.hpp"
#include "evolve/plan/difference_text.hpp"
#include "evolve/plan/ignored_text.hpp"

namespace evolve::cli {
namespace {

constexpr std::size_t longest_line = 300;

void render_differences(const DatabaseReport& report, const Console& console) {
    const auto* drifted = report.position ? std::get_if<Drifted>(&*report.position) : nullptr;
    if (drifted == nullptr) return;
    for (const std::string& line : lines(drifted->difference))
        console.complain("  " + shortened(line, longest_line));
}

/// Whether the problem is the position itself, which then tells more than the cause.
bool is_about_position(const DatabaseReport& report) {
    const auto& codes = {"drifted", "newer", "nothing-managed", "part-way", "several"};
    return report.position && std::ranges::find(codes, report.problem->code) != std::end(codes);
}

void render_broken_law(const DatabaseReport& report, const Manner& manner, const Console& console) {
    console.complain("evolve: " + manner.called + ": " + report.problem->wrong);
    render_counterexample(*report.proof->proof.counterexample,
                          [&](const std::string& line) { console.complain(line); });
    console.complain("Nothing was changed. " + report.problem->next);
    console.complain("Replay: " + report.proof->replay);
}

}  // namespace

void render_ignored(const std::vector<IgnoredDifference>& differences, const std::string& subject,
                    const Console& console) {
    const std::string start = "Note: " + (subject.empty() ? "" : subject + ": ");
    for (const std::string& line : console.verbose() ? lines(differences) : summary(differences))
        console.note(start + line);
}

void render_problem(const DatabaseReport& report, const Manner& manner, const Console& console) {
    const bool reads = manner.command == "status" || manner.command == "plan" ||
                       manner.command == "verify" || manner.command == "snapshot";
    const std::string& next = report.problem->next;
    const std::string end = reads ? next : "Nothing was changed. " + next;
    if (is_about_position(report)) {
        console.complain("evolve: " + manner.called + " " +
                         describe(*report.position, manner.graph));
        render_differences(report, console);
        console.complain(end);
        return;
    }
    if (!report.problem->step.empty() && report.position) {
        console.complain("  ✗ " + report.problem->step + ": " + report.problem->wrong);
        console.complain("Nothing was changed: " + manner.called + " " +
                         describe(*report.position) + " as before. " + next);
        return;
    }
    if (report.proof && report.proof->proof.counterexample) {
        render_broken_law(report, manner, console);
        return;
    }
    // One that was not reached is named as it was asked for.
    const std::string asked = report.path.empty() ? "''" : report.path;
    console.complain("evolve: " + (report.position ? manner.called : asked) + ": " +
                     report.problem->wrong);
    console.complain(end);
}

void render(const DatabaseReport& report, const Manner& manner, const Console& console) {
    for (const std::string& note : report.notes)
        console.complain("Note: " + manner.called + ": " + note);
    render_ignored(report.ignored, manner.called, console);
    if (report.receipt) render_receipt(report, manner, console);
    if (report.verification) render_verification(report, manner, console);
    if (report.purge) render_purge(report, manner, console);
    if (report.restoration) render_restoration(report, manner, console);
    if (report.snapshot) render_snapshot(report, console);
    if (manner.command == "status" && report.position) render_status(report, manner, console);
    if (manner.command != "status" && report.plan) render_plan(report, manner, console);
    if (report.problem) render_problem(report, manner, console);
}

}  // namespace evolve::cli
