#include "evolve/step/create_virtual_table.hpp"

#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/object_use.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const CreateVirtualTable& step, const Schema& before) {
    return detail::drop_among_dangling(before, step.table.name, DropVirtualTable{step.table.name});
}

Footprint footprint(const CreateVirtualTable& step, const Schema&) {
    return {step.table.name, {}, Touch::added, true};
}

StepClass class_of(const CreateVirtualTable&, const Schema&) { return StepClass::additive; }

Work work_of(const CreateVirtualTable&, const Schema&) { return Work::metadata; }

bool satisfied_by(const CreateVirtualTable& step, const Schema& schema) {
    const auto position = schema.virtual_table(step.table.name);
    return position &&
           canonical(schema.virtual_tables[*position], schema) == canonical(step.table, schema);
}

std::vector<std::string> statements(const CreateVirtualTable& step, const Schema&) {
    return {ddl::write(step.table)};
}

Wording wording(const CreateVirtualTable& step, const Schema&) {
    const std::string name = "virtual table '" + std::string(step.table.name.view()) + "'";
    return {"create " + name + " (" + std::string(step.table.module.view()) + ")",
            "Created " + name,
            "Virtual table '" + std::string(step.table.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
