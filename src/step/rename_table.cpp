#include "evolve/step/rename_table.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const RenameTable& step, const Schema& before) {
    const auto position = before.table(step.table);
    EVOLVE_INVARIANT(position.has_value());
    return {RenameTable{step.to, before.tables[*position].name}};
}

Footprint footprint(const RenameTable& step, const Schema&) {
    return {step.table, {}, Touch::renamed, true, step.to};
}

/// Old statements name the old table.
StepClass class_of(const RenameTable&, const Schema&) { return StepClass::breaking; }

Work work_of(const RenameTable&, const Schema&) { return Work::metadata; }

bool satisfied_by(const RenameTable& step, const Schema& schema) {
    return !schema.table(step.table) && schema.table(step.to);
}

std::vector<std::string> statements(const RenameTable& step, const Schema&) {
    return {"ALTER TABLE " + ddl::in_main(step.table) + " RENAME TO " + ddl::quoted(step.to)};
}

Wording wording(const RenameTable& step, const Schema&) {
    const std::string names =
        "table '" + std::string(step.table.view()) + "' to '" + std::string(step.to.view()) + "'";
    return {"rename " + names, "Renamed " + names,
            "Table '" + std::string(step.table.view()) + "' is '" + std::string(step.to.view()) +
                "' already, skipping"};
}

}  // namespace evolve
