#include "evolve/step/create_trigger.hpp"

#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const CreateTrigger& step, const Schema&) {
    return {DropTrigger{step.trigger.name}};
}

Footprint footprint(const CreateTrigger& step, const Schema&) {
    return {step.trigger.table, {}, Touch::added, false};
}

/// Statements of old code have an effect more.
StepClass class_of(const CreateTrigger&, const Schema&) { return StepClass::breaking; }

Work work_of(const CreateTrigger&, const Schema&) { return Work::metadata; }

bool satisfied_by(const CreateTrigger& step, const Schema& schema) {
    const auto position = schema.trigger(step.trigger.name);
    return position &&
           canonical(schema.triggers[*position], schema) == canonical(step.trigger, schema);
}

std::vector<std::string> statements(const CreateTrigger& step, const Schema&) {
    return {ddl::write(step.trigger)};
}

Wording wording(const CreateTrigger& step, const Schema&) {
    const std::string name = "trigger '" + std::string(step.trigger.name.view()) + "'";
    return {"create " + name + " on " + std::string(step.trigger.table.view()), "Created " + name,
            "Trigger '" + std::string(step.trigger.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
