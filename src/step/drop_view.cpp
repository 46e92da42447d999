#include "evolve/step/drop_view.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const DropView& step, const Schema& before) {
    const auto position = before.view(step.view);
    EVOLVE_INVARIANT(position.has_value());
    return {CreateView{before.views[*position]}};
}

Footprint footprint(const DropView& step, const Schema&) {
    return {step.view, {}, Touch::dropped, false};
}

/// Old statements may read it.
StepClass class_of(const DropView&, const Schema&) { return StepClass::breaking; }

Work work_of(const DropView&, const Schema&) { return Work::metadata; }

bool satisfied_by(const DropView& step, const Schema& schema) { return !schema.view(step.view); }

std::vector<std::string> statements(const DropView& step, const Schema&) {
    return {"DROP VIEW " + ddl::in_main(step.view)};
}

Wording wording(const DropView& step, const Schema&) {
    const std::string name = "view '" + std::string(step.view.view()) + "'";
    return {"drop " + name, "Dropped " + name,
            "View '" + std::string(step.view.view()) + "' does not exist, skipping"};
}

}  // namespace evolve
