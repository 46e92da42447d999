#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/object_use.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

struct DropView {
    static constexpr std::string_view tag = "drop_view";
    Identifier view;

    friend constexpr bool operator==(const DropView&, const DropView&) = default;
};

constexpr Result<Schema, Refusal> applied(const DropView& step, Schema schema) {
    const auto position = schema.view(step.view);
    if (!position) return unexpected(Refusal{Why::no_such_view, step.view});
    schema.views.erase(schema.views.begin() + static_cast<std::ptrdiff_t>(*position));
    if (auto user = detail::object_using(schema, step.view))
        return unexpected(Refusal{Why::view_in_use, step.view, {}, std::move(*user)});
    return schema;
}

std::vector<Step> inverse(const DropView& step, const Schema& before);
Footprint footprint(const DropView& step, const Schema& before);
StepClass class_of(const DropView& step, const Schema& before);
Work work_of(const DropView& step, const Schema& before);
bool satisfied_by(const DropView& step, const Schema& schema);
std::vector<std::string> statements(const DropView& step, const Schema& before);
Wording wording(const DropView& step, const Schema& before);

}  // namespace evolve
