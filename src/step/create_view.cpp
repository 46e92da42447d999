#include "evolve/step/create_view.hpp"

#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/object_use.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const CreateView& step, const Schema& before) {
    return detail::drop_among_dangling(before, step.view.name, DropView{step.view.name});
}

Footprint footprint(const CreateView& step, const Schema&) {
    return {step.view.name, {}, Touch::added, false};
}

StepClass class_of(const CreateView&, const Schema&) { return StepClass::additive; }

Work work_of(const CreateView&, const Schema&) { return Work::metadata; }

bool satisfied_by(const CreateView& step, const Schema& schema) {
    const auto position = schema.view(step.view.name);
    return position && canonical(schema.views[*position], schema) == canonical(step.view, schema);
}

std::vector<std::string> statements(const CreateView& step, const Schema&) {
    return {ddl::write(step.view)};
}

Wording wording(const CreateView& step, const Schema&) {
    const std::string name = "view '" + std::string(step.view.name.view()) + "'";
    return {"create " + name, "Created " + name,
            "View '" + std::string(step.view.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
