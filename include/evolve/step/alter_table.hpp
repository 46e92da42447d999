#pragma once

#include <string_view>
#include <utility>

#include "evolve/step/object_use.hpp"
#include "evolve/step/step_kind.hpp"
#include "evolve/step/table_rules.hpp"

namespace evolve {

/// Gives a table another definition of the same columns: keys, constraints, STRICT, WITHOUT ROWID,
/// the order of columns.
struct AlterTable {
    static constexpr std::string_view tag = "alter_table";
    Table table;
    bool keep = true;  ///< whether values that change go into the complement

    friend constexpr bool operator==(const AlterTable&, const AlterTable&) = default;
};

namespace detail {

/// The table with its columns in the order of the other one, which has the same ones.
constexpr Table in_order_of(const Table& table, const Table& other) {
    Table ordered = table;
    for (std::size_t i = 0; i < other.columns.size(); ++i)
        ordered.columns[i] = table.columns[*table.position_of(other.columns[i].name)];
    return ordered;
}

}  // namespace detail

/// Refuses to change the order of columns alone: no fingerprint tells such a version from the one
/// before; and to take the rowid away by which a full-text index finds the rows.
constexpr Result<Schema, Refusal> applied(const AlterTable& step, Schema schema) {
    const auto position = schema.table(step.table.name);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table.name});
    Table& table = schema.tables[*position];
    for (const Column& column : table.columns)
        if (!step.table.has_column(column.name))
            return unexpected(Refusal{Why::columns_differ, table.name, column.name});
    for (const Column& column : step.table.columns)
        if (!table.has_column(column.name))
            return unexpected(Refusal{Why::columns_differ, table.name, column.name});
    if (detail::in_order_of(table, step.table) == step.table)
        return unexpected(Refusal{Why::nothing_changes, table.name});
    if (auto refusal = detail::refused_table(step.table)) return unexpected(std::move(*refusal));
    if (auto index = step.table.without_rowid && !table.without_rowid
                         ? detail::content_user(schema, table.name)
                         : std::nullopt)
        return unexpected(Refusal{Why::table_in_use, table.name, {}, std::move(*index)});
    table = step.table;
    return schema;
}

std::vector<Step> inverse(const AlterTable& step, const Schema& before);
Footprint footprint(const AlterTable& step, const Schema& before);
StepClass class_of(const AlterTable& step, const Schema& before);
Work work_of(const AlterTable& step, const Schema& before);
bool satisfied_by(const AlterTable& step, const Schema& schema);
std::vector<std::string> statements(const AlterTable& step, const Schema& before);
Wording wording(const AlterTable& step, const Schema& before);

}  // namespace evolve
