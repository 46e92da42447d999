#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/object_use.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Drops a virtual table with all that its module keeps.
struct DropVirtualTable {
    static constexpr std::string_view tag = "drop_virtual_table";
    Identifier table;
    bool keep = true;  ///< whether it is set aside with its content; of modules that evolve knows

    friend constexpr bool operator==(const DropVirtualTable&, const DropVirtualTable&) = default;
};

constexpr Result<Schema, Refusal> applied(const DropVirtualTable& step, Schema schema) {
    const auto position = schema.virtual_table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_virtual_table, step.table});
    schema.virtual_tables.erase(schema.virtual_tables.begin() +
                                static_cast<std::ptrdiff_t>(*position));
    if (auto user = detail::object_using(schema, step.table))
        return unexpected(Refusal{Why::table_in_use, step.table, {}, std::move(*user)});
    return schema;
}

std::vector<Step> inverse(const DropVirtualTable& step, const Schema& before);
Footprint footprint(const DropVirtualTable& step, const Schema& before);
StepClass class_of(const DropVirtualTable& step, const Schema& before);
Work work_of(const DropVirtualTable& step, const Schema& before);
bool satisfied_by(const DropVirtualTable& step, const Schema& schema);
std::vector<std::string> statements(const DropVirtualTable& step, const Schema& before);
Wording wording(const DropVirtualTable& step, const Schema& before);

}  // namespace evolve
