#include "evolve/execute/restore.hpp"

#include <filesystem>
#include <optional>

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/options.hpp"

namespace evolve::cli {
namespace {

/// The graph, where there is one: a backup can be restored without.
std::optional<Loaded> graph_if_there(const Arguments& arguments, const Surroundings& surroundings) {
    const bool named = arguments.graph || !surroundings.graph_variable.empty();
    std::error_code ignored;
    if (!named && !std::filesystem::exists(graph_directory(arguments, surroundings), ignored))
        return std::nullopt;
    return load(arguments, surroundings);
}

/// Where the database stands, if that can be told.
std::optional<Position> position_of(const std::string& path, const std::optional<Loaded>& loaded,
                                    const sqlite::OpenOptions& options) {
    if (!loaded) return std::nullopt;
    auto look = look_at(path, *loaded, options, std::nullopt, std::nullopt);
    if (!look) return std::nullopt;
    return look->position;
}

/// For the name of the backup of what is replaced.
std::string version_in(const std::optional<Position>& position) {
    const auto* at = position ? std::get_if<AtVersion>(&*position) : nullptr;
    return at == nullptr ? "" : std::string(at->version.text());
}

std::pair<DatabaseReport, ExitCode> restored(const Arguments& arguments,
                                             const Surroundings& surroundings,
                                             const std::optional<Loaded>& loaded) {
    const std::string& backup = arguments.operands[0];
    const std::string& path = arguments.operands[1];
    WorkProgress progress(arguments, surroundings);
    sqlite::OpenOptions opening = open_options(arguments, surroundings, sqlite::Access::read);
    opening.heartbeat = [&] { progress.tick(); };
    RestoreOptions options{.open = opening,
                           .backup = backup_options(arguments, progress),
                           .version = version_in(position_of(path, loaded, opening)),
                           .free = surroundings.free};
    options.progress = [&](std::int64_t done, std::int64_t of) {
        progress.show("restore", done, of);
    };
    DatabaseReport report{.path = path};
    progress.begin("check the backup");
    auto done = restore(backup, path, options);
    progress.end();
    if (const auto file = sqlite::resolve(path)) report.path = file->path;
    if (!done) return failed(std::move(report), std::move(done.error()));
    report.position = position_of(path, loaded, opening);
    if (!done->compared)
        report.notes.emplace_back(
            "another program wrote to it before it could be compared with the backup");
    if (!done->differs.empty())
        report.notes.push_back(done->differs +
                               " is not in it as it is in the backup: the disk does "
                               "not keep what is written to it");
    const ExitCode exit = done->differs.empty() ? ExitCode::done : ExitCode::no;
    report.restoration = std::move(*done);
    return {std::move(report), exit};
}

Report restore_database(const Arguments& arguments, const Surroundings& surroundings) {
    if (arguments.operands.size() != 2)
        refuse_usage("restore needs a backup and a database", "Write `evolve restore BACKUP DB`.");
    const auto loaded = graph_if_there(arguments, surroundings);
    Report report{.command = "restore"};
    auto [database, exit] = restored(arguments, surroundings, loaded);
    report.databases.push_back(std::move(database));
    report.exit = exit;
    return report;
}

void add_restore_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("backup", backup_place(arguments),
         "where what is replaced is backed up (else beside the database)")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command restore_command{
    "restore",
    "BACKUP DB",
    "make a database what a backup of it is",
    "Replaces all that DB holds in one transaction, under a lock that other programs respect, and\n"
    "compares it with the backup row by row. What is replaced is backed up first. DB may be\n"
    "missing. Whatever goes wrong, the database is as before. Needs no graph; with one it says at\n"
    "which version the database is now.",
    2,
    add_restore_options,
    restore_database};

}  // namespace evolve::cli
