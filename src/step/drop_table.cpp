#include "evolve/step/drop_table.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {}  // namespace

std::vector<Step> inverse(const DropTable& step, const Schema& before) {
    std::vector<Step> steps{CreateTable{before.existing_table(step.table)}};
    for (const Index& index : before.indexes)
        if (index.table == step.table) steps.push_back(CreateIndex{index});
    return steps;
}

Footprint footprint(const DropTable& step, const Schema& before) {
    Footprint result{step.table, {}, Touch::dropped, true};
    for (const Column& column : before.existing_table(step.table).columns)
        result.columns.push_back(column.name);
    return result;
}

StepClass class_of(const DropTable& step, const Schema&) {
    return step.keep ? StepClass::breaking : StepClass::lossy;
}

Work work_of(const DropTable&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const DropTable& step, const Schema& schema) { return !schema.table(step.table); }

std::vector<std::string> statements(const DropTable& step, const Schema&) {
    return {"DROP TABLE " + ddl::in_main(step.table)};
}

Wording wording(const DropTable& step, const Schema&) {
    const std::string name = "table '" + std::string(step.table.view()) + "'";
    return {"drop " + name, "Dropped " + name,
            "Table '" + std::string(step.table.view()) + "' does not exist, skipping"};
}

}  // namespace evolve
