#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/graph/arrow.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/difference_text.hpp"
#include "evolve/plan/ignored_text.hpp"

namespace evolve::cli {
namespace {

std::size_t open_steps(const PlannedMigration& migration) {
    std::size_t count = 0;
    for (const PlannedStep& step : migration.steps) count += step.already_there ? 0 : 1;
    return count;
}

void render_pending(const Plan& plan, const Console& console) {
    for (const PlannedMigration& migration : plan.migrations) {
        console.say("  " + arrow(migration.from(), migration.to()) + ": " +
                    counted(open_steps(migration), "step") + " (" +
                    std::string(text_of(migration.step_class)) + ")");
        for (const PlannedStep& step : migration.steps)
            console.say("    " + step.wording.plan + (step.already_there ? " (is there)" : ""));
    }
}

}  // namespace

void render_status(const DatabaseReport& report, const Manner& manner, const Console& console) {
    const std::string where = manner.called + " " + describe(*report.position, manner.graph);
    const bool current = report.plan && is_empty(*report.plan);
    const bool ordered = !report.strict_order || !has_other_order(report.ignored);
    const std::string end = !ordered  ? ", but for the order of columns"
                            : current ? ": nothing to do"
                                      : "";
    console.say(where + end);
    if (!ordered)
        for (const std::string& line : lines(other_orders(report.ignored)))
            console.say("  " + line);
    if (const auto* drifted = std::get_if<Drifted>(&*report.position))
        for (const std::string& line : lines(drifted->difference)) console.say("  " + line);
    if (current) return;
    if (!report.plan) {
        if (const std::string next = advice(*report.position); !next.empty())
            console.say(with_database(next, report.path));
        return;
    }
    render_pending(*report.plan, console);
    console.say("Next: evolve apply " + as_argument(report.path));
}

}  // namespace evolve::cli
