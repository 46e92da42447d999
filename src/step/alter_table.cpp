#include "evolve/step/alter_table.hpp"

#include "evolve/model/canonical.hpp"
#include "evolve/step/rebuild.hpp"
#include "evolve/step/step.hpp"
#include "evolve/step/table_behaviour.hpp"

namespace evolve {

std::vector<Step> inverse(const AlterTable& step, const Schema& before) {
    return {AlterTable{before.existing_table(step.table.name)}};
}

Footprint footprint(const AlterTable& step, const Schema& before) {
    const Table& table = before.existing_table(step.table.name);
    Footprint result{step.table.name, {}, Touch::altered};
    for (const Column& column : table.columns)
        if (changes_values(table, step.table, column.name)) result.columns.push_back(column.name);
    return result;
}

StepClass class_of(const AlterTable& step, const Schema& before) {
    if (!step.keep) return StepClass::lossy;
    return behaves_alike(before.existing_table(step.table.name), step.table) ? StepClass::additive
                                                                             : StepClass::breaking;
}

Work work_of(const AlterTable&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const AlterTable& step, const Schema& schema) {
    const auto position = schema.table(step.table.name);
    return position && canonical(schema.tables[*position]) == canonical(step.table);
}

std::vector<std::string> statements(const AlterTable& step, const Schema& before) {
    TableChange change(before.existing_table(step.table.name));
    EVOLVE_INVARIANT(change.take(step));
    return rebuild_statements(change, *applied(step, before));
}

Wording wording(const AlterTable& step, const Schema&) {
    const std::string name = "table '" + std::string(step.table.name.view()) + "'";
    return {"change the rules of " + name, "Changed the rules of " + name,
            "Table '" + std::string(step.table.name.view()) +
                "' has that definition already, skipping"};
}

}  // namespace evolve
