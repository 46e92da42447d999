#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "evolve/step/column_use.hpp"
#include "evolve/step/default_rule.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/place.hpp"
#include "evolve/step/step_kind.hpp"
#include "evolve/step/strict.hpp"

namespace evolve {

/// Adds a column.
struct AddColumn {
    static constexpr std::string_view tag = "add_column";
    Identifier table;
    Column column;
    Expression fill{};  ///< what rows that are there get; empty: what a new row gets
    Place place{};
    /// The way back of a drop: its values are those of the complement, so that the definition need
    /// not be one that rows could get a value from. In no file.
    bool returns = false;

    [[nodiscard]] constexpr bool has_fill() const { return !fill.tokens.empty(); }

    friend constexpr bool operator==(const AddColumn&, const AddColumn&) = default;
};

namespace detail {

/// Why rows that are there could get no value by the default, or nothing: decided by the definition
/// alone, never by whether the table happens to be empty (pitfalls C01, C02, C04).
constexpr std::optional<Why> refused_without_fill(const Column& column) {
    const Default* rule = column.rule<Default>();
    if (rule != nullptr)
        if (const auto why = refused_default(*rule)) return why;
    if (column.has<NotNull>() && defaults_to_null(rule)) return Why::not_null_without_default;
    if (column.has<References>() && !defaults_to_null(rule)) return Why::reference_with_default;
    return std::nullopt;
}

/// Why the column cannot be one of the table, or nothing.
constexpr std::optional<Why> refused_definition(const Table& table, const Column& column) {
    if (table.strict && !is_strict_type(column.type)) return Why::type_not_strict;
    if (is_rowid_name(column.name)) return Why::rowid_name;
    if (column.has<PrimaryKey>()) return Why::column_is_primary_key;
    if (column.has<Unique>()) return Why::column_is_unique;
    const Default* rule = column.rule<Default>();
    if (rule != nullptr && table.strict)
        if (const auto literal = literal_of(rule->value);
            literal && !is_strict_default(*literal, column.type))
            return Why::default_not_strict;
    for (const ColumnConstraint& constraint : column.constraints)
        if (const auto* references = std::get_if<References>(&constraint.rule);
            references != nullptr && references->target.columns.size() > 1)
            return Why::foreign_key_of_other_width;
    return std::nullopt;
}

/// Why the step's own parts do not fit each other, or nothing.
constexpr std::optional<Why> refused_parts(const AddColumn& step, const Table& table) {
    const Column& column = step.column;
    if (step.returns) return std::nullopt;
    if (auto why = refused_definition(table, column)) return why;
    if (column.is_generated()) {
        if (step.has_fill()) return Why::generated_with_value;
        return std::nullopt;
    }
    if (step.has_fill() && mentions(step.fill, column.name)) return Why::fill_reads_itself;
    if (step.has_fill()) return std::nullopt;
    return refused_without_fill(column);
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const AddColumn& step, Schema schema) {
    const auto at_table = schema.table(step.table);
    if (!at_table) return unexpected(Refusal{Why::no_such_table, step.table});
    Table& table = schema.tables[*at_table];
    if (table.has_column(step.column.name))
        return unexpected(Refusal{Why::column_exists, table.name, step.column.name});
    if (table.columns.size() >= detail::most_columns)
        return unexpected(Refusal{Why::too_many_columns, table.name, step.column.name});
    if (auto why = detail::refused_parts(step, table))
        return unexpected(Refusal{*why, table.name, step.column.name, step.column.type});
    if (auto captured = detail::capture_in(schema, table, step.column.name))
        return unexpected(Refusal{Why::name_would_be_captured, table.name, step.column.name,
                                  std::move(*captured)});
    if (auto view = detail::view_counting_columns(schema.views, table.name))
        return unexpected(
            Refusal{Why::view_counts_columns, table.name, step.column.name, std::move(*view)});
    const auto position = position_at(step.place, table);
    if (!position)
        return unexpected(
            Refusal{Why::no_such_place, table.name, step.column.name, step.place.column.text()});
    table.columns.insert(table.columns.begin() + static_cast<std::ptrdiff_t>(*position),
                         step.column);
    return schema;
}

/// Whether ALTER TABLE … ADD COLUMN can add it to any rows, and gives them what new ones get
/// (https://sqlite.org/lang_altertable.html#altertabaddcol).
bool can_add_in_place(const AddColumn& step, const Table& table);

std::vector<Step> inverse(const AddColumn& step, const Schema& before);
Footprint footprint(const AddColumn& step, const Schema& before);
StepClass class_of(const AddColumn& step, const Schema& before);
Work work_of(const AddColumn& step, const Schema& before);
bool satisfied_by(const AddColumn& step, const Schema& schema);
std::vector<std::string> statements(const AddColumn& step, const Schema& before);
Wording wording(const AddColumn& step, const Schema& before);

}  // namespace evolve
