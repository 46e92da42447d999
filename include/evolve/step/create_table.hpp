#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/step_kind.hpp"
#include "evolve/step/table_rules.hpp"

namespace evolve {

struct CreateTable {
    static constexpr std::string_view tag = "create_table";
    Table table;

    friend constexpr bool operator==(const CreateTable&, const CreateTable&) = default;
};

constexpr Result<Schema, Refusal> applied(const CreateTable& step, Schema schema) {
    if (schema.has_object(step.table.name))
        return unexpected(Refusal{Why::object_exists, step.table.name});
    if (auto refusal = detail::refused_table(step.table)) return unexpected(std::move(*refusal));
    schema.tables.push_back(step.table);
    return schema;
}

std::vector<Step> inverse(const CreateTable& step, const Schema& before);
Footprint footprint(const CreateTable& step, const Schema& before);
StepClass class_of(const CreateTable& step, const Schema& before);
Work work_of(const CreateTable& step, const Schema& before);
bool satisfied_by(const CreateTable& step, const Schema& schema);
std::vector<std::string> statements(const CreateTable& step, const Schema& before);
Wording wording(const CreateTable& step, const Schema& before);

}  // namespace evolve
