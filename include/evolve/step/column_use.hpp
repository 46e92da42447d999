#pragma once

#include <optional>
#include <variant>

#include "evolve/base/text.hpp"
#include "evolve/model/naming.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/model/view_columns.hpp"

namespace evolve::detail {

constexpr bool names_column(const std::vector<KeyPart>& parts, const Identifier& column) {
    for (const KeyPart& part : parts)
        if (part.column == column) return true;
    return false;
}

constexpr bool names_column(const std::vector<Identifier>& columns, const Identifier& column) {
    for (const Identifier& each : columns)
        if (each == column) return true;
    return false;
}

/// What a constraint of the table does with a column, or nothing.
constexpr std::optional<Text> use_by(const TableConstraint& constraint, const Identifier& column) {
    if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule);
        key != nullptr && names_column(key->columns, column))
        return Text("the primary key");
    if (const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
        unique != nullptr && names_column(unique->columns, column))
        return Text("a UNIQUE constraint");
    if (const auto* check = std::get_if<Check>(&constraint.rule);
        check != nullptr && mentions(check->condition, column))
        return Text("a CHECK constraint of the table");
    if (const auto* foreign = std::get_if<ForeignKey>(&constraint.rule);
        foreign != nullptr && names_column(foreign->columns, column))
        return Text("a foreign key of the table");
    return std::nullopt;
}

/// The CHECK or the value of a generated column that reads a column, or nothing.
constexpr std::optional<Text> reader_in(const Column& user, const ColumnConstraint& constraint,
                                        const Identifier& column) {
    if (const auto* check = std::get_if<Check>(&constraint.rule);
        check != nullptr && mentions(check->condition, column))
        return concat("the CHECK of column ", user.name.view());
    if (const auto* generated = std::get_if<Generated>(&constraint.rule);
        generated != nullptr && mentions(generated->value, column))
        return concat("the generated column ", user.name.view());
    return std::nullopt;
}

/// What a column of the same table does with a column, or nothing. A rule of the column itself
/// goes with it, but for keys, which SQLite will not drop.
constexpr std::optional<Text> use_by(const Column& user, const Identifier& column) {
    if (user.name == column) {
        if (user.has<PrimaryKey>()) return Text("the primary key");
        if (user.has<Unique>()) return Text("its UNIQUE constraint");
        return std::nullopt;
    }
    for (const ColumnConstraint& constraint : user.constraints)
        if (auto reader = reader_in(user, constraint, column)) return reader;
    return std::nullopt;
}

/// Whether a foreign key of the column's own table has no other column: at the column, where it
/// goes along with it. One that stands at the table is found among the table's constraints.
constexpr bool is_of_column(const ForeignKey& key, const Identifier& column) {
    return key.columns.size() == 1 && key.columns.front() == column;
}

/// Whether a foreign key refers to the column by name, or to the primary key that it is part of.
constexpr bool refers_to(const ForeignKey& key, const Table& parent, const Identifier& column) {
    if (key.target.parent != parent.name) return false;
    if (!key.target.columns.empty()) return names_column(key.target.columns, column);
    return names_column(primary_key(parent), column);
}

/// A view, trigger or virtual table of the schema that depends on the table and names the column,
/// or nothing.
constexpr std::optional<Text> object_naming(const Schema& schema, const Identifier& table,
                                            const Identifier& column) {
    const Reach reach = reach_of(schema, table);
    for (std::size_t i : reach.views)
        if (names(schema.views[i], column)) return concat("view ", schema.views[i].name.view());
    for (std::size_t i : reach.triggers)
        if (names(schema.triggers[i], column))
            return concat("trigger ", schema.triggers[i].name.view());
    for (std::size_t i : reach.virtual_tables)
        if (names(schema.virtual_tables[i], column))
            return concat("virtual table ", schema.virtual_tables[i].name.view());
    return std::nullopt;
}

/// A view or trigger of the schema that depends on the table and in which a bare name would come to
/// mean the new column, or nothing.
constexpr std::optional<Text> object_capturing(const Schema& schema, const Identifier& table,
                                               const Identifier& column) {
    const Reach reach = reach_of(schema, table);
    for (std::size_t i : reach.views)
        if (would_capture(schema.views[i], column))
            return concat("view ", schema.views[i].name.view());
    for (std::size_t i : reach.triggers)
        if (would_capture(schema.triggers[i], column))
            return concat("trigger ", schema.triggers[i].name.view());
    return std::nullopt;
}

/// A view that names its columns and has all those of the table, itself or through other views, so
/// that SQLite takes no other number of them; or nothing (pitfall C06).
constexpr std::optional<Text> view_counting_columns(const std::vector<View>& views,
                                                    const Identifier& table) {
    std::vector<Identifier> followed{table};
    for (std::size_t at = 0; at < followed.size(); ++at)
        for (const View& view : views) {
            if (!takes_all_columns_of(view, followed[at])) continue;
            if (!view.columns.empty()) return concat("view ", view.name.view());
            if (!names_column(followed, view.name)) followed.push_back(view.name);
        }
    return std::nullopt;
}

/// Whether the argument of an FTS4 table names a column.
constexpr bool is_column_argument(std::string_view argument) {
    const std::string_view text = bare(argument);
    return !text.empty() && text.find('=') == std::string_view::npos &&
           !equal_ignoring_case(text.substr(0, 8), "tokenize");
}

/// The FTS4 table that is an index of all columns of the table, however many it has; or nothing. It
/// takes its columns anew whenever the database is opened, and then does not fit what it has noted.
constexpr std::optional<Text> index_of_all_columns(const Schema& schema, const Identifier& table) {
    for (const VirtualTable& index : schema.virtual_tables) {
        if (index.module != Identifier("fts4") || !refers_to(index, table)) continue;
        bool names_some = false;
        for (const Text& argument : index.arguments)
            names_some = names_some || is_column_argument(argument.view());
        if (!names_some) return concat("virtual table ", index.name.view());
    }
    return std::nullopt;
}

/// What tables, indexes and foreign keys need a column for, so that it cannot be dropped in place;
/// or nothing (pitfall C05, https://sqlite.org/lang_altertable.html#altertabdropcol).
constexpr std::optional<Text> use_of(const Schema& schema, const Table& table,
                                     const Identifier& column) {
    for (const Column& user : table.columns)
        if (auto use = use_by(user, column)) return use;
    for (const TableConstraint& constraint : table.constraints)
        if (auto use = use_by(constraint, column)) return use;
    for (const Index& index : schema.indexes)
        if (index.table == table.name && names_column(index, column))
            return concat("index ", index.name.view());
    for (const Table& child : schema.tables)
        for (const ForeignKey& key : foreign_keys(child))
            if (refers_to(key, table, column) &&
                !(child.name == table.name && is_of_column(key, column)))
                return concat("a foreign key of table ", child.name.view());
    return index_of_all_columns(schema, table.name);
}

/// What would newly catch a column of that name, or nothing: a word or a double-quoted string in an
/// expression of the table that is no name today would become one (pitfall C10), and a foreign key
/// that refers to no column today would refer to this one.
constexpr std::optional<Text> capture_in(const Schema& schema, const Table& table,
                                         const Identifier& column) {
    for (const Table& child : schema.tables)
        for (const ForeignKey& key : foreign_keys(child))
            if (key.target.parent == table.name && names_column(key.target.columns, column))
                return concat("a foreign key of table ", child.name.view());
    for (const Column& user : table.columns)
        for (const ColumnConstraint& constraint : user.constraints)
            if (auto reader = reader_in(user, constraint, column)) return reader;
    for (const Index& index : schema.indexes)
        if (index.table == table.name && names_column(index, column))
            return concat("index ", index.name.view());
    for (const TableConstraint& constraint : table.constraints)
        if (const auto* check = std::get_if<Check>(&constraint.rule);
            check != nullptr && mentions(check->condition, column))
            return Text("a CHECK constraint of the table");
    if (auto index = index_of_all_columns(schema, table.name)) return index;
    return object_capturing(schema, table.name, column);
}

}  // namespace evolve::detail
