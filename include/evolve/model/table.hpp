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
    bool without_rowid = false;
    bool strict = false;

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

/// Whether a type is INTEGER for SQLite, which looks inside quotes.
constexpr bool is_integer(std::string_view type) {
    return equal_ignoring_case(declared_type(type), "INTEGER");
}

/// The column that is the rowid under another name: the one column of a primary key, declared
/// exactly INTEGER, and not DESC at the column (https://sqlite.org/lang_createtable.html#rowid).
constexpr std::optional<std::size_t> rowid_alias(const Table& table) {
    if (table.without_rowid) return std::nullopt;
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
/// columns take all three names, and for a table WITHOUT ROWID.
constexpr std::string_view rowid_name(const Table& table) {
    if (table.without_rowid) return {};
    for (std::string_view name : {"rowid", "_rowid_", "oid"})
        if (!table.has_column(Identifier(name))) return name;
    return {};
}

/// Whether SQLite keeps NULL out of the column: by NOT NULL, or as key of a table that is WITHOUT
/// ROWID or STRICT (in all others a key may be NULL). The rowid under its name is never NULL either
/// and is not counted here: NULL put into it makes a new number.
constexpr bool refuses_null(const Table& table, const Column& column) {
    if (column.has<NotNull>()) return true;
    if (!table.without_rowid && !table.strict) return false;
    const auto alias = rowid_alias(table);
    if (alias && table.columns[*alias].name == column.name) return false;
    for (const Identifier& name : primary_key(table))
        if (name == column.name) return true;
    return false;
}

/// The affinity that SQLite gives the column in this table: ANY of a STRICT table takes any value
/// as it is.
constexpr Affinity affinity_in(const Table& table, const Column& column) {
    const bool any = table.strict && equal_ignoring_case(declared_type(column.type), "ANY");
    return any ? Affinity::blob : column.affinity();
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

/// Whether SQLite looks for another table than this one when it carries out the foreign key's
/// action: it takes off the quotes of a name that begins with one twice. A statement that changes
/// the parent then fails.
constexpr bool fails_to_act(const Table& child, const ForeignKeyTarget& target) {
    const auto acts = [](ForeignKeyAction action) {
        return action != ForeignKeyAction::unspecified && action != ForeignKeyAction::no_action;
    };
    const std::string_view name = child.name.view();
    return !name.empty() && std::string_view("\"'`[").find(name.front()) != name.npos &&
           (acts(target.on_delete) || acts(target.on_update));
}

}  // namespace evolve
