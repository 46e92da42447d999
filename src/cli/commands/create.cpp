#include "evolve/execute/create.hpp"

#include "cli/commands/all.hpp"
#include "cli/commands/checker.hpp"
#include "cli/commands/common.hpp"
#include "cli/options.hpp"

namespace evolve::cli {
namespace {

VersionName version_to_make(const Arguments& arguments, const Loaded& loaded) {
    if (auto named = version_option(arguments.at, loaded)) return std::move(*named);
    auto head = loaded.graph().only_head();
    if (head) return std::move(*head);
    Explanation problem = explain(head.error());
    problem.next = "Choose one with --at.";
    throw Refused{std::move(problem)};
}

Report create(const Arguments& arguments, const Surroundings& surroundings) {
    const Loaded loaded = load(arguments, surroundings);
    const VersionName target = version_to_make(arguments, loaded);
    Checker checker(loaded, arguments, surroundings);
    return report_on("create", databases(arguments, loaded), [&](const std::string& path) {
        DatabaseReport report{.path = path};
        report.target = target;
        auto plan = plan_creation(loaded.graph(), target);
        if (!plan) return failed(std::move(report), explain(plan.error()));
        auto database =
            open_new_database(path, open_options(arguments, surroundings, sqlite::Access::create));
        if (!database) return failed(std::move(report), explain(database.error()));
        report.path = database->file.path;
        const Planner planner = [&](const Present&) -> Result<ProvedPlan, PlannerError> {
            auto checked = checker.check(*plan);
            if (!checked) return unexpected(PlannerError(checked.error()));
            return std::move(*checked);
        };
        auto receipt = create_installation(std::move(*database), loaded.managed, planner,
                                           {.history = loaded.settings().history,
                                            .before_statement = surroundings.before_statement});
        checker.tell(report);
        if (!receipt) return failed(std::move(report), explain(receipt.error()));
        report.receipt = std::move(*receipt);
        return std::pair(std::move(report), ExitCode::done);
    });
}

void add_create_options(po::options_description& options, Arguments& arguments) {
    options.add_options()                                                         //
        ("at", text(arguments.at, "V"), "the version to make (else the newest)")  //
        ("prove", prove_choice(arguments), prove_help);
}

}  // namespace

const Command create_command{
    "create",
    "[DB]",
    "make a new, empty installation",
    "Makes a database of a version by the cheapest way from nothing. The path must be missing, or\n"
    "an empty file.",
    1,
    add_create_options,
    create};

}  // namespace evolve::cli
