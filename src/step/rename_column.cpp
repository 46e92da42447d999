#include "evolve/step/rename_column.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const RenameColumn& step, const Schema& before) {
    const Table& table = before.existing_table(step.table);
    return {RenameColumn{step.table, step.to, table.columns[*table.position_of(step.column)].name}};
}

Footprint footprint(const RenameColumn& step, const Schema&) {
    return {step.table, {step.column}, Touch::renamed, false, step.to};
}

/// Old statements name the old column.
StepClass class_of(const RenameColumn&, const Schema&) { return StepClass::breaking; }

Work work_of(const RenameColumn&, const Schema&) { return Work::metadata; }

bool satisfied_by(const RenameColumn& step, const Schema& schema) {
    const auto position = schema.table(step.table);
    return position && !schema.tables[*position].has_column(step.column) &&
           schema.tables[*position].has_column(step.to);
}

std::vector<std::string> statements(const RenameColumn& step, const Schema&) {
    return {"ALTER TABLE " + ddl::in_main(step.table) + " RENAME COLUMN " +
            ddl::quoted(step.column) + " TO " + ddl::quoted(step.to)};
}

Wording wording(const RenameColumn& step, const Schema&) {
    const std::string names =
        "column '" + std::string(step.column.view()) + "' to '" + std::string(step.to.view()) + "'";
    return {"rename " + names + " in " + std::string(step.table.view()), "Renamed " + names,
            "Column '" + std::string(step.column.view()) + "' is '" + std::string(step.to.view()) +
                "' already, skipping"};
}

}  // namespace evolve
