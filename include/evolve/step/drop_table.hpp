#pragma once

#include <string_view>
#include <utility>

#include "evolve/model/naming.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Drops a table and its indexes.
struct DropTable {
    static constexpr std::string_view tag = "drop_table";
    Identifier table;
    bool keep = true;  ///< whether its rows go into the complement

    friend constexpr bool operator==(const DropTable&, const DropTable&) = default;
};

namespace detail {

/// A view, trigger or virtual table of the schema that depends on the table, or nothing.
constexpr std::optional<Text> object_using(const Schema& schema, const Identifier& table) {
    const Reach reach = reach_of(schema, table);
    if (!reach.views.empty()) return concat("view ", schema.views[reach.views.front()].name.view());
    if (!reach.triggers.empty())
        return concat("trigger ", schema.triggers[reach.triggers.front()].name.view());
    if (!reach.virtual_tables.empty())
        return concat("virtual table ",
                      schema.virtual_tables[reach.virtual_tables.front()].name.view());
    return std::nullopt;
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const DropTable& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    if (auto user = detail::object_using(schema, step.table))
        return unexpected(Refusal{Why::table_in_use, step.table, {}, std::move(*user)});
    schema.tables.erase(schema.tables.begin() + static_cast<std::ptrdiff_t>(*position));
    std::erase_if(schema.indexes, [&](const Index& index) { return index.table == step.table; });
    return schema;
}

std::vector<Step> inverse(const DropTable& step, const Schema& before);
Footprint footprint(const DropTable& step, const Schema& before);
StepClass class_of(const DropTable& step, const Schema& before);
Work work_of(const DropTable& step, const Schema& before);
bool satisfied_by(const DropTable& step, const Schema& schema);
std::vector<std::string> statements(const DropTable& step, const Schema& before);
Wording wording(const DropTable& step, const Schema& before);

}  // namespace evolve
