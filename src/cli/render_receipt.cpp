#include <algorithm>
#include <utility>

#include "cli/counted.hpp"
#include "cli/render_database.hpp"
#include "evolve/base/joined.hpp"
#include "evolve/base/reversed.hpp"

namespace evolve::cli {
namespace {

std::string listed(const std::vector<Identifier>& columns) {
    return joined(columns, &Identifier::view);
}

void say_steps(const PlannedMigration& migration, const Console& console) {
    for (const PlannedStep& step : migration.steps) {
        console.say("  ✓ " + (step.already_there ? step.wording.skipped : step.wording.done));
        for (const auto* statements : {&step.copies, &step.restricted, &step.statements})
            for (const std::string& sql : *statements) console.say_more("      " + sql + ";");
    }
}

/// Which values of how many rows, or what else: "a, b and the rowids of 3 rows of t". Nothing where
/// there was no such row.
template <typename Rows>
std::string what_of(const Rows& part) {
    const std::string table(part.source.view());
    if (!part.rows) return table;
    if (part.columns.empty() && !part.rowids) return "the AUTOINCREMENT counter of " + table;
    if (*part.rows == 0) return "";
    std::string what = listed(part.columns);
    if (part.rowids) what += what.empty() ? "the rowids" : " and the rowids";
    return what + " of " + counted(*part.rows, "row") + " of " + table;
}

/// What became of the other rows: "; 1 row came later and has the default".
std::string others_of(const RestoredRows& restored) {
    std::string line;
    if (restored.came_later > 0)
        line += "; " + counted(restored.came_later, "row") + " came later and " +
                (restored.came_later == 1 ? "has" : "have") + " the default";
    if (restored.gone > 0)
        line += "; " + counted(restored.gone, "row") +
                (restored.gone == 1 ? " is gone, and so are its values"
                                    : " are gone, and so are their values");
    if (restored.changed_since > 0)
        line += "; " + counted(restored.changed_since, "row") +
                (restored.changed_since == 1 ? " was changed since and stays so"
                                             : " were changed since and stay so");
    return line;
}

void say_complements(const MigrationReceipt& receipt, const Console& console) {
    for (const KeptRows& kept : receipt.kept)
        if (const std::string what = what_of(kept); !what.empty())
            console.say("  Kept " + what + " in " + kept_table_name(kept.number));
    for (const ChangedRows& changed : receipt.changed) {
        std::string line = "  Changed " + counted(changed.rows, "row") + " of " +
                           std::string(changed.table.view());
        if (changed.passed_over > 0)
            line += "; " + counted(changed.passed_over, "row") +
                    " could not return, since another has the key, and " +
                    (changed.passed_over == 1 ? "stays" : "stay") + " in " +
                    kept_table_name(changed.kept_in);
        console.say(line);
    }
    for (const RestoredRows& restored : receipt.restored) {
        std::string line = what_of(restored);
        const std::string others = others_of(restored);
        if (line.empty() && others.empty()) continue;
        if (line.empty()) line = "no row of " + std::string(restored.source.view());
        console.say("  Restored " + line + others);
    }
}

/// What `apply` asks for to go up again where the plan went down.
std::string consent_to_redo(const Plan& plan) {
    StepClass highest = StepClass::additive;
    Schema schema = plan.after;
    for (const PlannedMigration& migration : reversed(plan.migrations)) {
        highest = std::max(highest, class_of(migration.migration, schema));
        auto next = applied(migration.migration, std::move(schema));
        if (!next) break;
        schema = std::move(*next);
    }
    return highest == StepClass::additive ? "" : " --allow " + std::string(text_of(highest));
}

bool has_way_back(const Plan& plan) {
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps)
            if (const auto* sql = std::get_if<Sql>(&step.step.kind()); sql != nullptr && !sql->down)
                return false;
    return true;
}

void say_end(const DatabaseReport& report, const Manner& manner, const Console& console) {
    const Plan& plan = report.receipt->plan;
    const std::string path = as_argument(report.path);
    console.say("");
    if (manner.command == "create") {
        console.say("✅ Created " + report.path + " at " + std::string(text_of(plan.to)));
    } else if (manner.command == "rollback") {
        console.say("✅ Rollback completed successfully!");
        console.say("Redo: evolve apply " + path + " --to " + std::string(text_of(plan.from)) +
                    consent_to_redo(plan));
    } else {
        console.say("✅ Migration completed successfully!");
        console.say(has_way_back(plan) ? "Undo: evolve rollback " + path + " --to " +
                                             std::string(text_of(plan.from))
                                       : "There is no way back: a sql step has no \"down\".");
    }
}

}  // namespace

void render_receipt(const DatabaseReport& report, const Manner& manner, const Console& console) {
    const Receipt& receipt = *report.receipt;
    if (is_empty(receipt.plan)) {
        console.say(manner.called + " is at " + std::string(text_of(receipt.plan.to)) +
                    ": nothing to do");
        return;
    }
    for (const Checked& checked : report.checked) render_checked(checked, console);
    if (manner.command != "create")
        console.say(
            (manner.command == "rollback" ? "Rolling back database: " : "Migrating database: ") +
            report.path);
    if (!receipt.backup.empty()) console.say("Backup: " + receipt.backup);
    for (std::size_t i = 0; i < receipt.migrations.size(); ++i) {
        say_steps(receipt.plan.migrations[i], console);
        say_complements(receipt.migrations[i], console);
    }
    say_end(report, manner, console);
}

}  // namespace evolve::cli
