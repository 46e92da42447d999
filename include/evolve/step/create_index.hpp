#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/names.hpp"
#include "evolve/step/step_kind.hpp"
#include "evolve/step/table_rules.hpp"

namespace evolve {

struct CreateIndex {
    static constexpr std::string_view tag = "create_index";
    Index index;

    friend constexpr bool operator==(const CreateIndex&, const CreateIndex&) = default;
};

constexpr Result<Schema, Refusal> applied(const CreateIndex& step, Schema schema) {
    if (detail::is_reserved(step.index.name))
        return unexpected(Refusal{Why::reserved_name, step.index.name});
    if (schema.has_object(step.index.name))
        return unexpected(Refusal{Why::object_exists, step.index.name});
    const auto position = schema.table(step.index.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.index.table});
    if (auto refusal = detail::unknown_column(schema.tables[*position], step.index.columns))
        return unexpected(std::move(*refusal));
    schema.indexes.push_back(step.index);
    return schema;
}

std::vector<Step> inverse(const CreateIndex& step, const Schema& before);
Footprint footprint(const CreateIndex& step, const Schema& before);
StepClass class_of(const CreateIndex& step, const Schema& before);
Work work_of(const CreateIndex& step, const Schema& before);
bool satisfied_by(const CreateIndex& step, const Schema& schema);
std::vector<std::string> statements(const CreateIndex& step, const Schema& before);
Wording wording(const CreateIndex& step, const Schema& before);

}  // namespace evolve
