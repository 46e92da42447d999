#include <algorithm>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/options.hpp"
#include "evolve/execute/history.hpp"
#include "evolve/plan/make_plan.hpp"

namespace evolve::cli {
namespace {

/// What history remembers otherwise than the graph says it.
std::vector<std::string> notes_on(const Look& look, const Loaded& loaded) {
    std::vector<std::string> notes;
    if (const auto* at = std::get_if<AtVersion>(&look.position);
        at != nullptr && !at->history_says.empty() && at->history_says.view() != at->version.text())
        notes.push_back("its history ends at " + std::string(at->history_says.view()) +
                        ", but its schema is that of " + std::string(at->version.text()));
    for (const std::string& migration : edited_since(look.present.history, loaded.graph()))
        notes.push_back(migration + " was edited after this database ran it");
    if (look.database.file.has_journal)
        notes.emplace_back(
            "a journal lies beside it: of a program at work, or of one that crashed");
    return notes;
}

/// What differs from the version that it is at, and does not count.
void note_ignored(const Look& look, const Loaded& loaded, DatabaseReport& report) {
    if (const auto* at = std::get_if<AtVersion>(&look.position))
        report.ignored =
            ignored_differences(loaded.graph().find(at->version)->schema, look.present.schema);
}

/// What is to be done; nothing from where no way leads to the target. That there is nothing to do
/// takes no planner, which copies the schema.
std::optional<Plan> pending(const Graph& graph, const Look& look, const VersionName& target) {
    if (const auto* at = std::get_if<AtVersion>(&look.position);
        at != nullptr && at->version == target) {
        Plan nothing;
        nothing.from = nothing.to = target;
        return nothing;
    }
    auto plan = plan_up(graph, look.present, look.position, target);
    if (!plan) return std::nullopt;
    return std::move(*plan);
}

bool is_in_order(const DatabaseReport& report) {
    return !report.strict_order || !has_other_order(report.ignored);
}

std::pair<DatabaseReport, ExitCode> status_of(const std::string& path, const Arguments& arguments,
                                              const Surroundings& surroundings,
                                              const Loaded& loaded,
                                              const std::optional<VersionName>& target) {
    DatabaseReport report{.path = path};
    auto look = look_at(path, loaded, open_options(arguments, surroundings, sqlite::Access::read),
                        target, version_option(arguments.at, loaded));
    if (!look) return failed(std::move(report), std::move(look.error()));
    report.path = look->database.file.path;
    report.position = look->position;
    report.target = target;
    report.notes = notes_on(*look, loaded);
    note_ignored(*look, loaded, report);
    report.strict_order = arguments.strict_order;
    if (!target) {
        const auto heads = loaded.graph().heads();
        const auto* at = std::get_if<AtVersion>(&report.position.value());
        const bool newest = at != nullptr && std::ranges::find(heads, at->version) != heads.end();
        const Explanation several = explain(SeveralHeads{heads});
        report.notes.push_back(several.wrong + ". " + several.next);
        const ExitCode exit = newest && is_in_order(report) ? ExitCode::done : ExitCode::no;
        return {std::move(report), exit};
    }
    report.plan = pending(loaded.graph(), *look, *target);
    const bool current = report.plan && is_empty(*report.plan);
    const ExitCode exit = current && is_in_order(report) ? ExitCode::done : ExitCode::no;
    return {std::move(report), exit};
}

Report status(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    std::optional<VersionName> target;
    if (arguments.to || loaded.graph().only_head()) target = target_of(arguments, loaded);
    return report_on("status", databases(arguments, loaded), [&](const std::string& path) {
        return status_of(path, arguments, surroundings, loaded, target);
    });
}

void add_status_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                                   //
        ("to", text(arguments.to, "V"), "the version to compare with (else the newest)")    //
        ("at", text(arguments.at, "V"), "which of several versions of equal schema it is")  //
        ("strict-order", po::bool_switch(&arguments.strict_order), strict_order_help)       //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command status_command{
    "status",
    "[DB…]",
    "where databases stand, what is pending, what drifted",
    "Says at which version of the graph each database is and what is pending. Reads only.\n"
    "What differs from the version and does not count, as the order of columns, is noted; all of\n"
    "it with --verbose.\n"
    "Exit 0: at the newest version; 1: pending, part-way, drifted or newer.",
    static_cast<std::size_t>(-1),
    add_status_options,
    status};

}  // namespace evolve::cli
