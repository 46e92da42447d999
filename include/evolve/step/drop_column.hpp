#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/add_column.hpp"
#include "evolve/step/column_use.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

struct DropColumn {
    static constexpr std::string_view tag = "drop_column";
    Identifier table;
    Identifier column;
    bool keep = true;  ///< whether its values go into the complement
    /// The way back of an addition: the views and triggers that are there were there before it, so
    /// that none of them can mean this column. In no file.
    bool undoes = false;

    friend constexpr bool operator==(const DropColumn&, const DropColumn&) = default;
};

constexpr Result<Schema, Refusal> applied(const DropColumn& step, Schema schema) {
    const auto at_table = schema.table(step.table);
    if (!at_table) return unexpected(Refusal{Why::no_such_table, step.table});
    Table& table = schema.tables[*at_table];
    const auto position = table.position_of(step.column);
    if (!position) return unexpected(Refusal{Why::no_such_column, table.name, step.column});
    if (table.columns.size() == 1)
        return unexpected(Refusal{Why::only_column, table.name, step.column});
    auto use = detail::use_of(schema, table, step.column);
    if (!use && !step.undoes) use = detail::object_naming(schema, table.name, step.column);
    if (use)
        return unexpected(Refusal{Why::column_in_use, table.name, step.column, std::move(*use)});
    if (auto view = detail::view_counting_columns(schema.views, table.name))
        return unexpected(
            Refusal{Why::view_counts_columns, table.name, step.column, std::move(*view)});
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(*position));
    return schema;
}

std::vector<Step> inverse(const DropColumn& step, const Schema& before);
Footprint footprint(const DropColumn& step, const Schema& before);
StepClass class_of(const DropColumn& step, const Schema& before);
Work work_of(const DropColumn& step, const Schema& before);
bool satisfied_by(const DropColumn& step, const Schema& schema);
std::vector<std::string> statements(const DropColumn& step, const Schema& before);
Wording wording(const DropColumn& step, const Schema& before);

}  // namespace evolve
