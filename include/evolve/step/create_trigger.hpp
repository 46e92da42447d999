#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/names.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Creates a trigger on a table, or with INSTEAD OF on a view. What its body names is SQLite's to
/// judge, when the trigger is compiled.
struct CreateTrigger {
    static constexpr std::string_view tag = "create_trigger";
    Trigger trigger;

    friend constexpr bool operator==(const CreateTrigger&, const CreateTrigger&) = default;
};

constexpr Result<Schema, Refusal> applied(const CreateTrigger& step, Schema schema) {
    const Trigger& trigger = step.trigger;
    if (detail::is_reserved(trigger.name))
        return unexpected(Refusal{Why::reserved_name, trigger.name});
    if (schema.trigger(trigger.name)) return unexpected(Refusal{Why::object_exists, trigger.name});
    const bool instead = trigger.time == TriggerTime::instead_of;
    const bool there =
        instead ? schema.view(trigger.table).has_value() : schema.table(trigger.table).has_value();
    if (!there)
        return unexpected(Refusal{instead ? Why::no_such_view : Why::no_such_table, trigger.table});
    schema.triggers.push_back(trigger);
    return schema;
}

std::vector<Step> inverse(const CreateTrigger& step, const Schema& before);
Footprint footprint(const CreateTrigger& step, const Schema& before);
StepClass class_of(const CreateTrigger& step, const Schema& before);
Work work_of(const CreateTrigger& step, const Schema& before);
bool satisfied_by(const CreateTrigger& step, const Schema& schema);
std::vector<std::string> statements(const CreateTrigger& step, const Schema& before);
Wording wording(const CreateTrigger& step, const Schema& before);

}  // namespace evolve
