#include "cli/commands/all.hpp"
#include "cli/commands/common.hpp"
#include "cli/commands/planning.hpp"
#include "cli/options.hpp"

namespace evolve::cli {
namespace {

Report plan(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    const VersionName target = target_of(arguments, loaded);
    return report_on("plan", databases(arguments, loaded), [&](const std::string& path) {
        return planned(path, arguments, surroundings, loaded, target, Direction::up);
    });
}

void add_plan_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                                   //
        ("to", text(arguments.to, "V"), "the version to go to (else the newest)")           //
        ("at", text(arguments.at, "V"), "which of several versions of equal schema it is")  //
        ("busy-timeout", milliseconds(arguments.busy_timeout), "how long to wait for a lock");
}

}  // namespace

const Command plan_command{"plan",
                           "[DB]",
                           "the exact SQL of each step, the rows it touches, its class",
                           "Shows what `evolve apply` would do to a database. Reads only.",
                           1,
                           add_plan_options,
                           plan};

}  // namespace evolve::cli
