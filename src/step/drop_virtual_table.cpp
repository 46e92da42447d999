#include "evolve/step/drop_virtual_table.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/model/module_content.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

ModuleContent content_before(const DropVirtualTable& step, const Schema& before) {
    const auto position = before.virtual_table(step.table);
    EVOLVE_INVARIANT(position.has_value());
    return content_of(before.virtual_tables[*position]);
}

}  // namespace

std::vector<Step> inverse(const DropVirtualTable& step, const Schema& before) {
    const auto position = before.virtual_table(step.table);
    EVOLVE_INVARIANT(position.has_value());
    return {CreateVirtualTable{before.virtual_tables[*position]}};
}

Footprint footprint(const DropVirtualTable& step, const Schema&) {
    return {step.table, {}, Touch::dropped, true};
}

/// Of a module that evolve does not know nobody can say what it keeps, and where.
StepClass class_of(const DropVirtualTable& step, const Schema& before) {
    const ModuleContent content = content_before(step, before);
    if (content.holding == Holding::nothing) return StepClass::breaking;
    return step.keep && can_be_set_aside(content) ? StepClass::breaking : StepClass::lossy;
}

/// What is set aside gets another name. Whether an index agrees with its source only all rows tell.
Work work_of(const DropVirtualTable& step, const Schema& before) {
    const ModuleContent content = content_before(step, before);
    if (!step.keep || !can_be_set_aside(content)) return Work::rewrite;
    return content.holding == Holding::index_of_another ? Work::scan : Work::metadata;
}

bool satisfied_by(const DropVirtualTable& step, const Schema& schema) {
    return !schema.virtual_table(step.table);
}

std::vector<std::string> statements(const DropVirtualTable& step, const Schema&) {
    return {"DROP TABLE " + ddl::in_main(step.table)};
}

Wording wording(const DropVirtualTable& step, const Schema&) {
    const std::string name = "virtual table '" + std::string(step.table.view()) + "'";
    return {"drop " + name, "Dropped " + name,
            "Virtual table '" + std::string(step.table.view()) + "' does not exist, skipping"};
}

}  // namespace evolve
