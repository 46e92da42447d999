#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "evolve/step/column_use.hpp"
#include "evolve/step/default_rule.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/step_kind.hpp"
#include "evolve/step/strict.hpp"

namespace evolve {

/// Adds a column as the table's last.
struct AddColumn {
    static constexpr std::string_view tag = "add_column";
    Identifier table;
    Column column;

    friend constexpr bool operator==(const AddColumn&, const AddColumn&) = default;
};

namespace detail {

/// Why ALTER TABLE … ADD COLUMN could fail or mislead on a table with rows, or nothing
/// (https://sqlite.org/lang_altertable.html#altertabaddcol, pitfalls C01, C02, C04). An empty
/// table, for which SQLite is more lenient, is judged the same.
constexpr std::optional<Why> refused_definition(const Table& table, const Column& column) {
    if (column.is_generated()) return Why::column_is_generated;
    if (table.strict && !is_strict_type(column.type)) return Why::type_not_strict;
    if (is_rowid_name(column.name)) return Why::rowid_name;
    if (column.has<PrimaryKey>()) return Why::column_is_primary_key;
    if (column.has<Unique>()) return Why::column_is_unique;
    const Default* rule = column.rule<Default>();
    if (rule != nullptr)
        if (auto why = refused_default(*rule, affinity_in(table, column))) return why;
    if (rule != nullptr && table.strict)
        if (const auto literal = literal_of(rule->value);
            literal && !is_strict_default(*literal, column.type))
            return Why::default_not_strict;
    if (column.has<NotNull>() && defaults_to_null(rule)) return Why::not_null_without_default;
    if (column.has<References>() && !defaults_to_null(rule)) return Why::reference_with_default;
    for (const ColumnConstraint& constraint : column.constraints)
        if (const auto* references = std::get_if<References>(&constraint.rule);
            references != nullptr && references->target.columns.size() > 1)
            return Why::foreign_key_of_other_width;
    return std::nullopt;
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const AddColumn& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    Table& table = schema.tables[*position];
    if (table.has_column(step.column.name))
        return unexpected(Refusal{Why::column_exists, table.name, step.column.name});
    if (table.columns.size() >= detail::most_columns)
        return unexpected(Refusal{Why::too_many_columns, table.name, step.column.name});
    if (auto why = detail::refused_definition(table, step.column))
        return unexpected(Refusal{*why, table.name, step.column.name, step.column.type});
    if (auto captured = detail::capture_in(schema, table, step.column.name))
        return unexpected(Refusal{Why::name_would_be_captured, table.name, step.column.name,
                                  std::move(*captured)});
    table.columns.push_back(step.column);
    return schema;
}

std::vector<Step> inverse(const AddColumn& step, const Schema& before);
Footprint footprint(const AddColumn& step, const Schema& before);
StepClass class_of(const AddColumn& step, const Schema& before);
Work work_of(const AddColumn& step, const Schema& before);
bool satisfied_by(const AddColumn& step, const Schema& schema);
std::vector<std::string> statements(const AddColumn& step, const Schema& before);
Wording wording(const AddColumn& step, const Schema& before);

}  // namespace evolve
