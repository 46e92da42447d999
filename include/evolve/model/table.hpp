#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/column.hpp"
#include "evolve/model/constraint.hpp"

namespace evolve {

struct Table {
    Identifier name;
    std::vector<Column> columns;
    std::vector<TableConstraint> constraints;

    /// Where the column of that name stands.
    [[nodiscard]] constexpr std::optional<std::size_t> position_of(const Identifier& column) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (columns[i].name == column) return i;
        return std::nullopt;
    }

    [[nodiscard]] constexpr bool has_column(const Identifier& column) const {
        return position_of(column).has_value();
    }

    friend constexpr bool operator==(const Table&, const Table&) = default;
};

/// The columns of the primary key in key order; empty where there is none.
constexpr std::vector<Identifier> primary_key(const Table& table) {
    std::vector<Identifier> key;
    for (const Column& column : table.columns)
        if (column.has<PrimaryKey>()) key.push_back(column.name);
    for (const TableConstraint& constraint : table.constraints)
        if (const auto* primary = std::get_if<PrimaryKeyOf>(&constraint.rule))
            for (const KeyPart& part : primary->columns) key.push_back(part.column);
    return key;
}

/// Whether a declared type is exactly INTEGER; SQLite looks inside quotes.
constexpr bool is_integer(std::string_view type) {
    const char first = type.empty() ? '\0' : type.front();
    if (first == '"' || first == '\'' || first == '`' || first == '[')
        type = type.substr(1, type.find(first == '[' ? ']' : first, 1) - 1);
    return equal_ignoring_case(type, "INTEGER");
}

/// The column that is the rowid under another name: the one column of a primary key, declared
/// exactly INTEGER, and not DESC at the column (https://sqlite.org/lang_createtable.html#rowid).
constexpr std::optional<std::size_t> rowid_alias(const Table& table) {
    const std::vector<Identifier> key = primary_key(table);
    if (key.size() != 1) return std::nullopt;
    const auto position = table.position_of(key.front());
    if (!position) return std::nullopt;
    const Column& column = table.columns[*position];
    if (!is_integer(column.type)) return std::nullopt;
    const auto* at_column = column.rule<PrimaryKey>();
    if (at_column != nullptr && at_column->order == SortOrder::descending) return std::nullopt;
    return position;
}

/// A name under which the rowid can be read although columns may shadow it; empty where three
/// columns take all three names.
constexpr std::string_view rowid_name(const Table& table) {
    for (std::string_view name : {"rowid", "_rowid_", "oid"})
        if (!table.has_column(Identifier(name))) return name;
    return {};
}

constexpr bool autoincrements(const Table& table) {
    for (const Column& column : table.columns)
        if (const auto* key = column.rule<PrimaryKey>(); key != nullptr && key->autoincrement)
            return true;
    for (const TableConstraint& constraint : table.constraints)
        if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule);
            key != nullptr && key->autoincrement)
            return true;
    return false;
}

/// Every foreign key of a table, whether it stands at a column or at the table.
constexpr std::vector<ForeignKey> foreign_keys(const Table& table) {
    std::vector<ForeignKey> keys;
    for (const Column& column : table.columns)
        for (const ColumnConstraint& constraint : column.constraints)
            if (const auto* references = std::get_if<References>(&constraint.rule))
                keys.push_back({{column.name}, references->target});
    for (const TableConstraint& constraint : table.constraints)
        if (const auto* key = std::get_if<ForeignKey>(&constraint.rule)) keys.push_back(*key);
    return keys;
}

}  // namespace evolve
