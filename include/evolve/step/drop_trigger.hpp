#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/step_kind.hpp"

namespace evolve {

struct DropTrigger {
    static constexpr std::string_view tag = "drop_trigger";
    Identifier trigger;

    friend constexpr bool operator==(const DropTrigger&, const DropTrigger&) = default;
};

constexpr Result<Schema, Refusal> applied(const DropTrigger& step, Schema schema) {
    const auto position = schema.trigger(step.trigger);
    if (!position) return unexpected(Refusal{Why::no_such_trigger, step.trigger});
    schema.triggers.erase(schema.triggers.begin() + static_cast<std::ptrdiff_t>(*position));
    return schema;
}

std::vector<Step> inverse(const DropTrigger& step, const Schema& before);
Footprint footprint(const DropTrigger& step, const Schema& before);
StepClass class_of(const DropTrigger& step, const Schema& before);
Work work_of(const DropTrigger& step, const Schema& before);
bool satisfied_by(const DropTrigger& step, const Schema& schema);
std::vector<std::string> statements(const DropTrigger& step, const Schema& before);
Wording wording(const DropTrigger& step, const Schema& before);

}  // namespace evolve
