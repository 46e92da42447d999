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
std::string way_of(const PlannedStep& step, const StepRows* changed,
                   const std::vector<TableRows>& rows) {
    if (step.row_change)
        return changed == nullptr ? rows_touched(step, rows)
                                  : "changes " + counted(changed->rows, "row");
    if (step.together) return "together with the next step of the table";
    if (!step.copies.empty())
        return "the table is written anew, since SQLite cannot do it in place; " +
               rows_touched(step, rows);
    return "in place, " + rows_touched(step, rows);
}

/// The table that it computes first stays as the complement.
void say_change(const RowChange& change, const Console& console) {
    for (const auto* statements : {&change.computes, &change.statements, &change.afterwards,
                                   &change.clean_up, &change.spent})
        say_statements(*statements, console);
}

void say_step(const PlannedStep& step, const StepRows* changed, const DatabaseReport& report,
              const Console& console) {
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
                way_of(step, changed, report.rows) + ")");
    if (step.row_change) say_change(*step.row_change, console);
    say_statements(step.copies, console);
    if (!step.copies.empty()) say_keeps();
    say_statements(step.restricted, console);
    say_statements(step.statements, console);
    for (const Restore& restore : step.restores) {
        console.say("  put values of " + std::string(restore.source.view()) + " back from " +
                    kept_table_name(restore.number));
        say_statements(restore.statements, console);
        say_statements(restore.clean_up, console);
    }
}

const StepRows* changes_of(const DatabaseReport& report, std::size_t migration, std::size_t step) {
    for (const StepRows& each : report.changes)
        if (each.migration == migration && each.step == step) return &each;
    return nullptr;
}

void say_migration(std::size_t place, const DatabaseReport& report, const Console& console) {
    const PlannedMigration& migration = report.plan->migrations[place];
    console.say(arrow(migration.from(), migration.to()));
    for (std::size_t i = 0; i < migration.steps.size(); ++i)
        say_step(migration.steps[i], changes_of(report, place, i), report, console);
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
    for (std::size_t i = 0; i < report.plan->migrations.size(); ++i)
        say_migration(i, report, console);
    if (manner.command != "plan") console.say("Dry run: nothing was changed.");
}

}  // namespace evolve::cli
