#include "cli/commands/common.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/shell.hpp"
#include "evolve/codec/database_path.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/locate.hpp"
#include "evolve/run/present.hpp"

namespace evolve::cli {

std::string graph_directory(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.graph) return *arguments.graph;
    return surroundings.graph_variable.empty() ? "schema" : surroundings.graph_variable;
}

Loaded load(const Arguments& arguments, const Surroundings& surroundings) {
    std::string directory = graph_directory(arguments, surroundings);
    auto files = load_graph(directory);
    if (!files) {
        Explanation problem = explain(files.error());
        // A graph does not know its directory.
        if (problem.wrong.starts_with("versions/"))
            problem.wrong = std::filesystem::path(directory) / problem.wrong;
        throw Refused{std::move(problem)};
    }
    Managed managed(files->graph, files->settings);
    if (!directory.ends_with('/')) directory += '/';
    return {std::move(*files), std::move(managed), std::move(directory)};
}

std::vector<std::string> databases(const Arguments& arguments, const Loaded& loaded) {
    if (!arguments.operands.empty()) return arguments.operands;
    auto path = database_path(loaded.settings(), loaded.files.directory);
    if (!path) refuse(path.error());
    return {std::move(*path)};
}

std::optional<VersionName> version_option(const std::optional<std::string>& option,
                                          const Loaded& loaded) {
    if (!option) return std::nullopt;
    auto version = loaded.graph().resolve(*option);
    if (!version) refuse(version.error());
    return std::move(*version);
}

VersionName target_of(const Arguments& arguments, const Loaded& loaded) {
    if (auto named = version_option(arguments.to, loaded)) return std::move(*named);
    auto head = loaded.graph().only_head();
    if (!head) refuse(head.error());
    return std::move(*head);
}

StepClass allowed_class(const Arguments& arguments, const Loaded& loaded) {
    if (!arguments.allow) return loaded.settings().allow;
    const auto allowed = step_class_of(*arguments.allow);
    if (!allowed)
        refuse_usage("--allow " + *arguments.allow + " is no class of steps",
                     "Write --allow breaking or --allow lossy.");
    return std::max(*allowed, loaded.settings().allow);
}

sqlite::OpenOptions open_options(const Arguments& arguments, const Surroundings& surroundings,
                                 sqlite::Access access) {
    sqlite::OpenOptions options;
    options.access = access;
    options.busy_timeout = arguments.busy_timeout;
    options.interrupted = surroundings.interrupted;
    return options;
}

std::optional<BackupOptions> backup_options(const Arguments& arguments, WorkProgress& progress) {
    if (arguments.backup == "none") return std::nullopt;
    return BackupOptions{.directory = arguments.backup.value_or(""),
                         .progress = [&progress](std::int64_t done, std::int64_t of) {
                             progress.show("back up", done, of);
                         }};
}

Position chosen(Position position, const std::optional<VersionName>& at) {
    if (!at) return position;
    if (const auto* several = std::get_if<AtOneOf>(&position);
        several != nullptr && std::ranges::find(several->versions, *at) != several->versions.end())
        return AtVersion{*at, {}};
    if (const auto* version = std::get_if<AtVersion>(&position);
        version != nullptr && version->version == *at)
        return position;
    refuse_usage("--at " + std::string(at->text()) + ": the database " + describe(position),
                 "--at only chooses between versions of equal schema.");
}

Result<Look, Explanation> look_at(const std::string& path, const Loaded& loaded,
                                  const sqlite::OpenOptions& options,
                                  const std::optional<VersionName>& target,
                                  const std::optional<VersionName>& at) {
    auto database = open_database(path, options);
    if (!database) return unexpected(explain(database.error()));
    try {
        auto present = read_present(database->connection, loaded.managed);
        if (!present) return unexpected(explain(present.error()));
        Position position = chosen(locate(loaded.graph(), *present, target), at);
        return Look{std::move(*database), std::move(*present), std::move(position)};
    } catch (const sqlite::Failure& failure) {
        return unexpected(explain(StorageFailure(failure)));
    }
}

Report report_on(
    std::string command, const std::vector<std::string>& paths,
    const std::function<std::pair<DatabaseReport, ExitCode>(const std::string&)>& ask) {
    Report report{.command = std::move(command)};
    for (const std::string& path : paths) {
        auto [database, exit] = ask(path);
        report.databases.push_back(std::move(database));
        report.exit = std::max(report.exit, exit);
    }
    return report;
}

std::pair<DatabaseReport, ExitCode> failed(DatabaseReport report, Explanation problem) {
    // A cause does not know which database it is about.
    problem.next = with_database(std::move(problem.next), report.path);
    const ExitCode exit = problem.exit;
    report.problem = std::move(problem);
    return {std::move(report), exit};
}

}  // namespace evolve::cli
