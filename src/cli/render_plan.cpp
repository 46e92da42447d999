#include <algorithm>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/graph/arrow.hpp"

namespace evolve::cli {
namespace {

std::string rows_touched(const PlannedStep& step, const std::vector<TableRows>& rows) {
    if (step.work == Work::metadata) return "no row is read or written";
    const auto known = std::ranges::find(rows, step.table, &TableRows::table);
    const std::string count = known == rows.end() ? "every row" : counted(known->rows, "row");
    return step.work == Work::scan ? "reads " + count : "writes " + count;
}

void say_statements(const std::vector<std::string>& statements, const Console& console) {
    for (const std::string& sql : statements) console.say("      " + sql + ";");
}

/// How the step is carried out.
std::string way_of(const PlannedStep& step, const std::vector<TableRows>& rows) {
    if (step.together) return "together with the next step of the table";
    if (!step.copies.empty())
        return "the table is written anew, since SQLite cannot do it in place; " +
               rows_touched(step, rows);
    return "in place, " + rows_touched(step, rows);
}

void say_step(const PlannedStep& step, const DatabaseReport& report, const Console& console) {
    if (step.already_there) {
        console.say("  " + step.wording.plan + ": is there");
        return;
    }
    const auto say_keeps = [&] {
        for (const Keep& keep : step.keeps) {
            console.say("  set aside values of " + std::string(keep.source.view()) + " in " +
                        kept_table_name(keep.number));
            say_statements(keep.statements, console);
        }
    };
    if (step.copies.empty()) say_keeps();
    console.say("  " + step.wording.plan + " (" + std::string(text_of(step.step_class)) + ", " +
                way_of(step, report.rows) + ")");
    say_statements(step.copies, console);
    if (!step.copies.empty()) say_keeps();
    say_statements(step.statements, console);
    for (const Restore& restore : step.restores) {
        console.say("  put values of " + std::string(restore.source.view()) + " back from " +
                    kept_table_name(restore.number));
        say_statements(restore.statements, console);
        say_statements(restore.clean_up, console);
    }
}

void say_migration(const PlannedMigration& migration, const DatabaseReport& report,
                   const Console& console) {
    console.say(arrow(migration.from(), migration.to()));
    for (const PlannedStep& step : migration.steps) say_step(step, report, console);
    for (const IndexUpkeep& index : migration.upkeep) {
        if (index.after.empty()) continue;
        console.say("  fill index " + std::string(index.table.view()) +
                    " anew where it is not in step with its rows any more");
        say_statements(index.renewal, console);
    }
}

}  // namespace

void render_plan(const DatabaseReport& report, const Manner& manner, const Console& console) {
    if (is_empty(*report.plan)) {
        console.say(manner.called + " is at " + std::string(text_of(report.plan->to)) +
                    ": nothing to do");
        return;
    }
    console.say("Plan for " + report.path + ", one transaction:");
    for (const PlannedMigration& migration : report.plan->migrations)
        say_migration(migration, report, console);
    if (manner.command != "plan") console.say("Dry run: nothing was changed.");
}

}  // namespace evolve::cli
