#include "cli/render.hpp"

#include <filesystem>

#include "cli/render_database.hpp"

namespace evolve::cli {
namespace {

/// How a database is called in sentences: by its file's name where there is only one.
std::string called(const DatabaseReport& database, const Report& report) {
    if (report.databases.size() > 1) return database.path;
    const std::string name = std::filesystem::path(database.path).filename().string();
    return name.empty() ? database.path : name;
}

void render_graph_change(const Report& report, const Console& console) {
    for (const std::string& file : report.files) console.say("Wrote " + file);
    for (const std::string& step : report.steps) console.say("  " + step);
    for (const std::string& name : report.ignored) console.say("  ignore " + name);
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
    if (report.version) render_graph_change(report, console);
    for (const ProofReport& proof : report.proofs) render_proof(proof, graph, console);
    for (const DatabaseReport& database : report.databases)
        render(database, {report.command, called(database, report), graph}, console);
}

}  // namespace evolve::cli
