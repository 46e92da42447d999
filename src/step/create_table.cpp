#include "evolve/step/create_table.hpp"

#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/object_use.hpp"
#include "evolve/step/step.hpp"
#include "step/hindered_parents.hpp"

namespace evolve {

std::vector<Step> inverse(const CreateTable& step, const Schema& before) {
    return detail::drop_among_dangling(before, step.table.name, DropTable{step.table.name});
}

Footprint footprint(const CreateTable& step, const Schema&) {
    Footprint result{step.table.name, {}, Touch::added, true};
    for (const Column& column : step.table.columns) result.columns.push_back(column.name);
    return result;
}

/// A key may hold the changes of its parent up, though the table is empty.
StepClass class_of(const CreateTable& step, const Schema& before) {
    for (const ForeignKey& key : foreign_keys(step.table))
        if (hinders_parent(step.table, key.target, before)) return StepClass::breaking;
    return StepClass::additive;
}

Work work_of(const CreateTable&, const Schema&) { return Work::metadata; }

bool satisfied_by(const CreateTable& step, const Schema& schema) {
    const auto position = schema.table(step.table.name);
    return position && canonical(schema.tables[*position]) == canonical(step.table);
}

std::vector<std::string> statements(const CreateTable& step, const Schema&) {
    return {ddl::write(step.table)};
}

Wording wording(const CreateTable& step, const Schema&) {
    const std::string name = "table '" + std::string(step.table.name.view()) + "'";
    return {"create " + name, "Created " + name,
            "Table '" + std::string(step.table.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
