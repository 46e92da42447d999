#include "evolve/execute/purge.hpp"

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/date.hpp"
#include "cli/options.hpp"

namespace evolve::cli {
namespace {

/// Values go for good, and a graph's consent is to migrations: a person has to give it here.
bool is_allowed(const Arguments& arguments) {
    if (!arguments.allow) return false;
    if (*arguments.allow == "lossy") return true;
    refuse_usage("--allow " + *arguments.allow + ": purge takes nothing but --allow lossy",
                 "Values would be lost for good.");
}

Explanation not_allowed(std::size_t complements) {
    return {ExitCode::refused, "needs-consent",
            "the values of " + std::to_string(complements) +
                (complements == 1 ? " complement" : " complements") + " would be lost for good",
            "No rollback or apply could bring them back. Allow it with --allow lossy."};
}

std::pair<DatabaseReport, ExitCode> purged(const std::string& path, const Arguments& arguments,
                                           const Surroundings& surroundings, bool allowed) {
    const std::string before = arguments.before.value_or("");
    const bool removes = allowed && !arguments.dry_run;
    DatabaseReport report{.path = path};
    auto database =
        open_database(path, open_options(arguments, surroundings,
                                         removes ? sqlite::Access::write : sqlite::Access::read));
    if (!database) return failed(std::move(report), explain(database.error()));
    report.path = database->file.path;
    auto found = removes ? purge(*database, before) : find_kept(*database, before);
    if (!found) return failed(std::move(report), explain(found.error()));
    report.purge = std::move(*found);
    const std::size_t complements = report.purge->kept.size();
    if (complements > 0 && !removes && !arguments.dry_run)
        return failed(std::move(report), not_allowed(complements));
    return {std::move(report), ExitCode::done};
}

Report purge_databases(const Arguments& arguments, const Surroundings& surroundings) {
    const bool allowed = is_allowed(arguments);
    if (arguments.before && !is_date(*arguments.before))
        refuse_usage("--before " + *arguments.before + " is no date",
                     "Write it as 2026-11-24 or, in UTC, as 2026-11-24T10:15:02Z.");
    const std::vector<std::string> paths = arguments.operands.empty()
                                               ? databases(arguments, load(arguments, surroundings))
                                               : arguments.operands;
    return report_on("purge", paths, [&](const std::string& path) {
        return purged(path, arguments, surroundings, allowed);
    });
}

void add_purge_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("before", text(arguments.before, "DATE"),
         "only what was set aside before it: 2026-11-24, or 2026-11-24T10:15:02Z")                //
        ("allow", text(arguments.allow, "lossy"), "go on, although values are lost for good")     //
        ("dry-run", po::bool_switch(&arguments.dry_run), "show what is kept and change nothing")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command purge_command{
    "purge",
    "[DB]",
    "remove what migrations have set aside",
    "Shows the complements that a database keeps, with their sizes, and removes them in one\n"
    "transaction: the values that a rollback, or the apply after one, would bring back. Tables\n"
    "evolve_kept_N that no catalogue knows go too, but not with --before.",
    1,
    add_purge_options,
    purge_databases};

}  // namespace evolve::cli
