#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/names.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Creates a virtual table. Whether its module is there, and takes the arguments, SQLite says when
/// it runs.
struct CreateVirtualTable {
    static constexpr std::string_view tag = "create_virtual_table";
    VirtualTable table;

    friend constexpr bool operator==(const CreateVirtualTable&,
                                     const CreateVirtualTable&) = default;
};

constexpr Result<Schema, Refusal> applied(const CreateVirtualTable& step, Schema schema) {
    if (detail::is_reserved(step.table.name))
        return unexpected(Refusal{Why::reserved_name, step.table.name});
    if (schema.has_object(step.table.name))
        return unexpected(Refusal{Why::object_exists, step.table.name});
    schema.virtual_tables.push_back(step.table);
    return schema;
}

std::vector<Step> inverse(const CreateVirtualTable& step, const Schema& before);
Footprint footprint(const CreateVirtualTable& step, const Schema& before);
StepClass class_of(const CreateVirtualTable& step, const Schema& before);
Work work_of(const CreateVirtualTable& step, const Schema& before);
bool satisfied_by(const CreateVirtualTable& step, const Schema& schema);
std::vector<std::string> statements(const CreateVirtualTable& step, const Schema& before);
Wording wording(const CreateVirtualTable& step, const Schema& before);

}  // namespace evolve
