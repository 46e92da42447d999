#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/surroundings.hpp"
#include "cli/work_progress.hpp"
#include "evolve/base/result.hpp"
#include "evolve/codec/graph_files.hpp"
#include "evolve/execute/backup.hpp"
#include "evolve/execute/database.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/plan/report.hpp"

namespace evolve::cli {

/// The graph that a command works with.
struct Loaded {
    LoadedGraph files;
    Managed managed;
    std::string shown;  ///< as a person names it: "schema/"

    [[nodiscard]] const Graph& graph() const { return files.graph; }
    [[nodiscard]] const Settings& settings() const { return files.settings; }
};

/// Where the graph is to be found.
std::string graph_directory(const Arguments& arguments, const Surroundings& surroundings);
Loaded load(const Arguments& arguments, const Surroundings& surroundings);

/// The databases that were named, or the one of graph.json.
std::vector<std::string> databases(const Arguments& arguments, const Loaded& loaded);

/// The version that an option names.
std::optional<VersionName> version_option(const std::optional<std::string>& option,
                                          const Loaded& loaded);
/// What --to names, else the newest version. Refuses where there are several.
VersionName target_of(const Arguments& arguments, const Loaded& loaded);

StepClass allowed_class(const Arguments& arguments, const Loaded& loaded);

sqlite::OpenOptions open_options(const Arguments& arguments, const Surroundings& surroundings,
                                 sqlite::Access access);

/// Where --backup sends what is there before it changes; nothing with `none`.
std::optional<BackupOptions> backup_options(const Arguments& arguments, WorkProgress& progress);

/// A database that was read and left as it is.
struct Look {
    Database database;
    Present present;
    Position position;
};

/// Opens, reads and locates. `at` chooses where several versions have the schema.
Result<Look, Explanation> look_at(const std::string& path, const Loaded& loaded,
                                  const sqlite::OpenOptions& options,
                                  const std::optional<VersionName>& target,
                                  const std::optional<VersionName>& at);

/// The position, with the choice of a person where it leaves one. Another choice than the schema
/// allows is refused.
Position chosen(Position position, const std::optional<VersionName>& at);

/// The report over every database; `ask` is called for each in turn.
Report report_on(std::string command, const std::vector<std::string>& paths,
                 const std::function<std::pair<DatabaseReport, ExitCode>(const std::string&)>& ask);

/// A report of why nothing was done, with its exit code.
std::pair<DatabaseReport, ExitCode> failed(DatabaseReport report, Explanation problem);

}  // namespace evolve::cli
