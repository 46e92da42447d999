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
    for (const WrittenTable& table : plan.written)
        tables.push_back(table.before ? *table.before : *table.after);
    return tables;
}

std::vector<Identifier> tables_of(const PlannedStep& step, const Schema& before) {
    const auto* sql = std::get_if<Sql>(&step.step.kind());
    return sql != nullptr ? tables_of(*sql, before) : std::vector{step.table};
}

bool renames(const Plan& plan) {
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps)
            if (std::holds_alternative<RenameTable>(step.step.kind()) ||
                std::holds_alternative<RenameColumn>(step.step.kind()) ||
                std::holds_alternative<Sql>(step.step.kind()))
                return true;
    return false;
}

}  // namespace evolve
