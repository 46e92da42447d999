#include "evolve/step/create_index.hpp"

#include <algorithm>

#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/row_expression.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const CreateIndex& step, const Schema&) {
    return {DropIndex{step.index.name}};
}

Footprint footprint(const CreateIndex& step, const Schema&) {
    return {step.index.table, {}, Touch::added, false};
}

/// A plain index changes the result of no statement; a unique one refuses rows that were welcome.
/// A function that fails on a row refuses it, as a doubled key does.
StepClass class_of(const CreateIndex& step, const Schema&) {
    const auto may_fail = [](const Expression& expression) {
        return detail::RowExpression(expression).may_fail();
    };
    const bool judges = step.index.unique || may_fail(step.index.where) ||
                        std::ranges::any_of(step.index.columns, may_fail, &KeyPart::expression);
    return judges ? StepClass::breaking : StepClass::additive;
}

Work work_of(const CreateIndex&, const Schema&) { return Work::scan; }

bool satisfied_by(const CreateIndex& step, const Schema& schema) {
    const auto position = schema.index(step.index.name);
    return position &&
           canonical(schema.indexes[*position], schema) == canonical(step.index, schema);
}

std::vector<std::string> statements(const CreateIndex& step, const Schema& before) {
    const auto table = before.table(step.index.table);
    EVOLVE_INVARIANT(table.has_value());
    return {ddl::write(step.index, before.tables[*table])};
}

Wording wording(const CreateIndex& step, const Schema&) {
    const std::string kind = step.index.unique ? "unique index '" : "index '";
    const std::string name = kind + std::string(step.index.name.view()) + "'";
    return {"create " + name + " on " + std::string(step.index.table.view()), "Created " + name,
            "Index '" + std::string(step.index.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
