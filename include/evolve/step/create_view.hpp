#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/names.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Creates a view. What its SELECT names is SQLite's to judge, when the view is compiled.
struct CreateView {
    static constexpr std::string_view tag = "create_view";
    View view;

    friend constexpr bool operator==(const CreateView&, const CreateView&) = default;
};

constexpr Result<Schema, Refusal> applied(const CreateView& step, Schema schema) {
    if (detail::is_reserved(step.view.name))
        return unexpected(Refusal{Why::reserved_name, step.view.name});
    if (schema.has_object(step.view.name))
        return unexpected(Refusal{Why::object_exists, step.view.name});
    schema.views.push_back(step.view);
    return schema;
}

std::vector<Step> inverse(const CreateView& step, const Schema& before);
Footprint footprint(const CreateView& step, const Schema& before);
StepClass class_of(const CreateView& step, const Schema& before);
Work work_of(const CreateView& step, const Schema& before);
bool satisfied_by(const CreateView& step, const Schema& schema);
std::vector<std::string> statements(const CreateView& step, const Schema& before);
Wording wording(const CreateView& step, const Schema& before);

}  // namespace evolve
