#include "cli/render.hpp"

#include <filesystem>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/plan/ignored_text.hpp"

namespace evolve::cli {
namespace {

/// How a database is called in sentences: by its file's name where there is only one.
std::string called(const DatabaseReport& database, const Report& report) {
    if (report.databases.size() > 1) return database.path;
    const std::string name = std::filesystem::path(database.path).filename().string();
    return name.empty() ? database.path : name;
}

void render_skipped(const Report& report, const Console& console) {
    if (report.skipped == 0) return;
    console.say("  " + std::to_string(report.skipped) +
                (report.skipped == 1 ? " statement that makes" : " statements that make") +
                " no object " + (report.skipped == 1 ? "was" : "were") + " skipped");
}

void render_change(const Report& report, const Console& console) {
    const SchemaChange& change = *report.change;
    const std::string both = change.from + " → " + change.to;
    render_ignored(change.ignored, "", console);
    if (change.difference.empty()) {
        console.say(both + ": the schemas are equal" +
                    (change.equal() ? "" : ", but for the order of columns"));
        if (!change.equal())
            for (const std::string& line : lines(other_orders(change.ignored)))
                console.say("  " + line);
        render_skipped(report, console);
        return;
    }
    const std::size_t steps = change.words.size();
    console.say(both + ": " + counted(steps, "step"));
    for (const std::string& step : change.words) console.say("  " + step);
    for (const LikelyRename& rename : change.steps.likely_renames)
        console.say("  likely a rename: " + in_words(rename));
    for (const OpenDifference& open : change.steps.open)
        console.say("  ✗ " + open.what + ": " + open.why);
    render_skipped(report, console);
}

void render_graph_change(const Report& report, const Console& console) {
    for (const std::string& file : report.files) console.say("Wrote " + file);
    for (const std::string& step : report.steps) console.say("  " + step);
    for (const std::string& name : report.ignored) console.say("  ignore " + name);
    render_skipped(report, console);
    const std::string version(report.version->text());
    if (report.command == "init")
        console.say("Next: evolve status DB, then evolve add NAME --add-column TABLE 'DEFINITION'");
    else
        console.say("Next: evolve plan DB, then evolve apply DB");
}

}  // namespace

void render(const Report& report, const std::string& graph, const Console& console) {
    if (report.problem) {
        console.complain("evolve: " + report.problem->wrong);
        if (!report.problem->next.empty()) console.complain(report.problem->next);
        return;
    }
    for (const std::string& note : report.notes) console.complain("Note: " + note);
    if (report.version) render_graph_change(report, console);
    if (report.command == "evidence")
        for (const std::string& file : report.files) console.say("Wrote " + file);
    if (report.change) render_change(report, console);
    if (report.fuzzing) render_fuzzing(*report.fuzzing, console);
    for (const ProofReport& proof : report.proofs) render_proof(proof, console);
    for (const Selftest& selftest : report.selftests) render_selftest(selftest, console);
    if (report.queries) render_queries(*report.queries, console);
    for (const DatabaseReport& database : report.databases)
        render(database, {report.command, called(database, report), graph}, console);
}

}  // namespace evolve::cli
