#include "evolve/step/drop_trigger.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

const Trigger& trigger_in(const Schema& schema, const Identifier& name) {
    const auto position = schema.trigger(name);
    EVOLVE_INVARIANT(position.has_value());
    return schema.triggers[*position];
}

}  // namespace

std::vector<Step> inverse(const DropTrigger& step, const Schema& before) {
    return {CreateTrigger{trigger_in(before, step.trigger)}};
}

Footprint footprint(const DropTrigger& step, const Schema& before) {
    return {trigger_in(before, step.trigger).table, {}, Touch::dropped, false};
}

/// Old statements may count on what it does.
StepClass class_of(const DropTrigger&, const Schema&) { return StepClass::breaking; }

Work work_of(const DropTrigger&, const Schema&) { return Work::metadata; }

bool satisfied_by(const DropTrigger& step, const Schema& schema) {
    return !schema.trigger(step.trigger);
}

std::vector<std::string> statements(const DropTrigger& step, const Schema&) {
    return {"DROP TRIGGER " + ddl::in_main(step.trigger)};
}

Wording wording(const DropTrigger& step, const Schema&) {
    const std::string name = "trigger '" + std::string(step.trigger.view()) + "'";
    return {"drop " + name, "Dropped " + name,
            "Trigger '" + std::string(step.trigger.view()) + "' does not exist, skipping"};
}

}  // namespace evolve
