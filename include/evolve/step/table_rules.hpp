#pragma once

#include <optional>
#include <variant>

#include "evolve/model/schema.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/refusal.hpp"
#include "evolve/step/strict.hpp"

namespace evolve::detail {

constexpr std::optional<Refusal> unknown_column(const Table& table,
                                                const std::vector<KeyPart>& parts) {
    for (const KeyPart& part : parts)
        if (!part.is_expression() && !table.has_column(part.column))
            return Refusal{Why::key_names_no_column, table.name, part.column};
    return std::nullopt;
}

constexpr std::optional<Refusal> unknown_column(const Table& table,
                                                const TableConstraint& constraint) {
    if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule))
        return unknown_column(table, key->columns);
    if (const auto* unique = std::get_if<UniqueOf>(&constraint.rule))
        return unknown_column(table, unique->columns);
    if (const auto* foreign = std::get_if<ForeignKey>(&constraint.rule))
        for (const Identifier& column : foreign->columns)
            if (!table.has_column(column))
                return Refusal{Why::key_names_no_column, table.name, column};
    return std::nullopt;
}

/// Whether a foreign key names as many columns of the other table as it has itself, or none.
constexpr bool is_of_one_width(const ForeignKey& key) {
    return key.target.columns.empty() || key.target.columns.size() == key.columns.size();
}

constexpr std::size_t primary_key_count(const Table& table) {
    std::size_t count = 0;
    for (const Column& column : table.columns)
        for (const ColumnConstraint& constraint : column.constraints)
            count += std::holds_alternative<PrimaryKey>(constraint.rule) ? 1 : 0;
    for (const TableConstraint& constraint : table.constraints)
        count += std::holds_alternative<PrimaryKeyOf>(constraint.rule) ? 1 : 0;
    return count;
}

/// A generated column is in no primary key and has no default, and at least one column is not
/// generated (https://sqlite.org/gencol.html#limitations).
constexpr std::optional<Refusal> refused_generated(const Table& table) {
    const auto generated = [&](const Identifier& name) {
        const auto position = table.position_of(name);
        return position && table.columns[*position].is_generated();
    };
    for (const Identifier& name : primary_key(table))
        if (generated(name)) return Refusal{Why::generated_key, table.name, name};
    for (const Column& column : table.columns)
        if (column.is_generated() && column.has<Default>())
            return Refusal{Why::generated_with_value, table.name, column.name};
    for (const Column& column : table.columns)
        if (!column.is_generated()) return std::nullopt;
    return Refusal{Why::all_generated, table.name};
}

/// Why SQLite would not create such a table, or nothing. Expressions are SQLite's to judge.
constexpr std::optional<Refusal> refused_table(const Table& table) {
    if (is_reserved(table.name)) return Refusal{Why::reserved_name, table.name};
    if (table.columns.size() > most_columns) return Refusal{Why::too_many_columns, table.name};
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.position_of(table.columns[i].name) != i)
            return Refusal{Why::column_exists, table.name, table.columns[i].name};
    for (const TableConstraint& constraint : table.constraints)
        if (auto refusal = unknown_column(table, constraint)) return refusal;
    for (const ForeignKey& key : foreign_keys(table))
        if (!is_of_one_width(key))
            return Refusal{Why::foreign_key_of_other_width, table.name, key.columns.front()};
    if (primary_key_count(table) > 1) return Refusal{Why::several_primary_keys, table.name};
    if (table.without_rowid && primary_key_count(table) == 0)
        return Refusal{Why::without_rowid_without_key, table.name};
    if (auto refusal = refused_generated(table)) return refusal;
    if (table.strict)
        for (const Column& column : table.columns)
            if (!is_strict_type(column.type))
                return Refusal{Why::type_not_strict, table.name, column.name, column.type};
    if (autoincrements(table) && !rowid_alias(table))
        return Refusal{Why::autoincrement_without_integer_key, table.name};
    return std::nullopt;
}

}  // namespace evolve::detail
