#include "evolve/plan/plan.hpp"

#include <algorithm>

namespace evolve {

bool is_empty(const Plan& plan) { return plan.migrations.empty(); }

StepClass class_of(const Plan& plan) {
    StepClass lowest = StepClass::additive;
    for (const PlannedMigration& migration : plan.migrations)
        lowest = std::max(lowest, migration.step_class);
    return lowest;
}

std::vector<Identifier> tables_written(const Plan& plan) {
    std::vector<Identifier> tables;
    const auto add = [&](const Identifier& table) {
        if (std::ranges::find(tables, table) == tables.end()) tables.push_back(table);
    };
    for (const PlannedMigration& migration : plan.migrations) {
        for (const PlannedStep& step : migration.steps)
            if (!step.already_there && step.work == Work::rewrite) add(step.table);
        for (const Restore& restore : migration.restores) add(restore.source);
    }
    return tables;
}

}  // namespace evolve
