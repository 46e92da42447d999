#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/step_kind.hpp"

namespace evolve {

struct DropIndex {
    static constexpr std::string_view tag = "drop_index";
    Identifier index;

    friend constexpr bool operator==(const DropIndex&, const DropIndex&) = default;
};

constexpr Result<Schema, Refusal> applied(const DropIndex& step, Schema schema) {
    const auto position = schema.index(step.index);
    if (!position) return unexpected(Refusal{Why::no_such_index, step.index});
    schema.indexes.erase(schema.indexes.begin() + static_cast<std::ptrdiff_t>(*position));
    return schema;
}

std::vector<Step> inverse(const DropIndex& step, const Schema& before);
Footprint footprint(const DropIndex& step, const Schema& before);
StepClass class_of(const DropIndex& step, const Schema& before);
Work work_of(const DropIndex& step, const Schema& before);
bool satisfied_by(const DropIndex& step, const Schema& schema);
std::vector<std::string> statements(const DropIndex& step, const Schema& before);
Wording wording(const DropIndex& step, const Schema& before);

}  // namespace evolve
