#include "evolve/step/drop_virtual_table.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const DropVirtualTable& step, const Schema& before) {
    const auto position = before.virtual_table(step.table);
    EVOLVE_INVARIANT(position.has_value());
    return {CreateVirtualTable{before.virtual_tables[*position]}};
}

Footprint footprint(const DropVirtualTable& step, const Schema&) {
    return {step.table, {}, Touch::dropped, true};
}

/// No complement holds what the module kept.
StepClass class_of(const DropVirtualTable&, const Schema&) { return StepClass::lossy; }

Work work_of(const DropVirtualTable&, const Schema&) { return Work::rewrite; }

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
