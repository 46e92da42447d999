#include "evolve/execute/verify.hpp"

#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/options.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/plan/causes.hpp"

namespace evolve::cli {
namespace {

/// The version that the database is to equal: --at, else where it is, leads to, or is nearest to.
std::optional<VersionName> wanted_version(const Position& position) {
    using Wanted = std::optional<VersionName>;
    return std::visit(overloaded{
                          [](const AtVersion& at) { return Wanted(at.version); },
                          [](const AtOneOf& at) { return Wanted(at.versions.front()); },
                          [](const PartWay& at) { return Wanted(at.to()); },
                          [](const Drifted& at) { return Wanted(at.nearest); },
                          [](const Newer&) { return Wanted(); },
                          [](const NothingManaged&) { return Wanted(); },
                      },
                      position);
}

std::pair<DatabaseReport, ExitCode> verified(const std::string& path, const Arguments& arguments,
                                             const Surroundings& surroundings,
                                             const Loaded& loaded) {
    DatabaseReport report{.path = path};
    auto look = look_at(path, loaded, open_options(arguments, surroundings, sqlite::Access::read),
                        std::nullopt, std::nullopt);
    if (!look) return failed(std::move(report), std::move(look.error()));
    report.path = look->database.file.path;
    report.position = look->position;
    auto version = version_option(arguments.at, loaded);
    if (!version) version = wanted_version(look->position);
    if (!version) return failed(std::move(report), explain(NoStart{look->position}));

    auto found = verify(look->database, loaded.graph(), look->present, *version);
    if (!found) return failed(std::move(report), explain(found.error()));
    found->strict_order = arguments.strict_order;
    for (const std::string& asked : arguments.samples) {
        auto row = sample(look->database, look->present, asked);
        if (!row) return failed(std::move(report), explain(row.error()));
        found->samples.push_back(std::move(*row));
    }
    const ExitCode exit = found->passed() ? ExitCode::done : ExitCode::no;
    report.verification = std::move(*found);
    return {std::move(report), exit};
}

Report verify_databases(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    return report_on("verify", databases(arguments, loaded), [&](const std::string& path) {
        return verified(path, arguments, surroundings, loaded);
    });
}

void add_verify_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                                  //
        ("at", text(arguments.at, "V"), "the version to compare with (else where it is)")  //
        ("sample", texts(arguments.samples, "TABLE[:KEY]"),
         "show a row as the JSON that an API would return")                            //
        ("strict-order", po::bool_switch(&arguments.strict_order), strict_order_help)  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command verify_command{
    "verify",
    "[DB]",
    "compare a database with a version, and check every row",
    "Checks that the schema equals the version, that integrity_check and foreign_key_check report\n"
    "nothing, and that each column which the version added can be read in every row. Reads only.\n"
    "Exit 1: something differs.",
    1,
    add_verify_options,
    verify_databases};

}  // namespace evolve::cli
