#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/planning.hpp"
#include "cli/options.hpp"

namespace evolve::cli {
namespace {

Report apply(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    const PlanMaker maker{loaded, target_of(arguments, loaded), Direction::up,
                          version_option(arguments.at, loaded), allowed_class(arguments, loaded)};
    Checker checker(loaded, arguments, surroundings);
    return report_on("apply", databases(arguments, loaded), [&](const std::string& path) {
        return arguments.dry_run
                   ? planned(path, arguments, surroundings, loaded, maker.target, Direction::up)
                   : carried_out(path, arguments, surroundings, maker, checker);
    });
}

Report rollback(const Arguments& arguments, const Surroundings& surroundings) {
    if (!arguments.to)
        refuse_usage("rollback needs --to V", "`evolve status` shows where the database is.");
    if (*arguments.to == "null")
        refuse_usage("--to null would drop everything",
                     "Name a version; a database that is not needed any more can be deleted.");
    const Loaded loaded = load(arguments, surroundings);
    const PlanMaker maker{loaded, target_of(arguments, loaded), Direction::down,
                          version_option(arguments.at, loaded), allowed_class(arguments, loaded)};
    Checker checker(loaded, arguments, surroundings);
    return report_on("rollback", databases(arguments, loaded), [&](const std::string& path) {
        return arguments.dry_run
                   ? planned(path, arguments, surroundings, loaded, maker.target, Direction::down)
                   : carried_out(path, arguments, surroundings, maker, checker);
    });
}

void add_shared_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                                     //
        ("at", text(arguments.at, "V"), "which of several versions of equal schema it is")    //
        ("dry-run", po::bool_switch(&arguments.dry_run), "show the plan and change nothing")  //
        ("prove", prove_choice(arguments), prove_help)                                        //
        ("allow", text(arguments.allow, "breaking|lossy"),
         "go on where old code may fail, or where values would be lost for good")  //
        ("backup", backup_place(arguments), backup_help)                           //
        ("check", choice("check", arguments.check, {"touched", "full"}),
         "what is checked before and after: the tables that are touched, or all")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

void add_apply_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("to", text(arguments.to, "V"), "the version to go to (else the newest)");
    add_shared_options(options, arguments);
}

void add_rollback_options(po::options_description& options, Arguments& arguments) {
    options.add_options()  //
        ("to", text(arguments.to, "V"), "the version to go back to");
    add_shared_options(options, arguments);
}

}  // namespace

const Command apply_command{
    "apply",
    "[DB…]",
    "bring databases up to a version",
    "Locates each database on the graph, plans the cheapest way up, checks its laws on random\n"
    "databases unless evidence of that is recorded, migrates in one transaction, verifies and "
    "records\n"
    "it. Where rows move, the disk must have room for it, and what is there is backed up first.\n"
    "Whatever goes wrong, the database is as before.",
    static_cast<std::size_t>(-1),
    add_apply_options,
    apply};

const Command rollback_command{"rollback",
                               "[DB] --to V",
                               "bring a database back down to a version",
                               "Undoes migrations exactly. What a step would lose is kept aside in "
                               "the database, and the next\n"
                               "`evolve apply` puts it back.",
                               1,
                               add_rollback_options,
                               rollback};

}  // namespace evolve::cli
