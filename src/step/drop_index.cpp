#include "evolve/step/drop_index.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

const Index& index_in(const Schema& schema, const Identifier& name) {
    const auto position = schema.index(name);
    EVOLVE_INVARIANT(position.has_value());
    return schema.indexes[*position];
}

}  // namespace

std::vector<Step> inverse(const DropIndex& step, const Schema& before) {
    return {CreateIndex{index_in(before, step.index)}};
}

Footprint footprint(const DropIndex& step, const Schema& before) {
    return {index_in(before, step.index).table, {}, Touch::dropped, false};
}

/// Old statements may count on it: INDEXED BY names it, and a unique one refuses rows and decides
/// upserts.
StepClass class_of(const DropIndex&, const Schema&) { return StepClass::breaking; }

Work work_of(const DropIndex&, const Schema&) { return Work::metadata; }

bool satisfied_by(const DropIndex& step, const Schema& schema) { return !schema.index(step.index); }

std::vector<std::string> statements(const DropIndex& step, const Schema&) {
    return {"DROP INDEX " + ddl::in_main(step.index)};
}

Wording wording(const DropIndex& step, const Schema&) {
    const std::string name = "index '" + std::string(step.index.view()) + "'";
    return {"drop " + name, "Dropped " + name,
            "Index '" + std::string(step.index.view()) + "' does not exist, skipping"};
}

}  // namespace evolve
