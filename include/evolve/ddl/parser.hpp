#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "evolve/base/result.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/expression_parser.hpp"
#include "evolve/ddl/object_parser.hpp"
#include "evolve/ddl/syntax_error.hpp"
#include "evolve/ddl/table_parser.hpp"
#include "evolve/model/schema.hpp"

namespace evolve::ddl {

/// What one CREATE statement defines.
using Definition = std::variant<Table, Index, View, Trigger, VirtualTable>;

/// SQLite's own limit on the length of a statement (https://sqlite.org/limits.html).
inline constexpr std::size_t longest_text = 1'000'000'000;

/// Puts the object behind those of its kind.
constexpr void add(Schema& schema, Definition definition) {
    std::visit(overloaded{
                   [&](Table&& table) { schema.tables.push_back(std::move(table)); },
                   [&](Index&& index) { schema.indexes.push_back(std::move(index)); },
                   [&](View&& view) { schema.views.push_back(std::move(view)); },
                   [&](Trigger&& trigger) { schema.triggers.push_back(std::move(trigger)); },
                   [&](VirtualTable&& table) { schema.virtual_tables.push_back(std::move(table)); },
               },
               std::move(definition));
}

namespace detail {

constexpr Definition parse_create(Cursor& cursor) {
    if (!cursor.at(Keyword::create_)) cursor.fail(Expected::definition);
    cursor.expect(Keyword::create_);
    if (cursor.accept(Keyword::table_)) return parse_table_body(cursor);
    if (cursor.accept(Keyword::view_)) return parse_view_body(cursor);
    if (cursor.accept(Keyword::trigger_)) return parse_trigger_definition(cursor);
    if (cursor.accept(Keyword::virtual_)) {
        cursor.expect(Keyword::table_);
        return parse_virtual_table_body(cursor);
    }
    const bool unique = cursor.accept(Keyword::unique_);
    if (!cursor.at(Keyword::index_)) cursor.fail(Expected::definition);
    cursor.expect(Keyword::index_);
    Index index = parse_index_body(cursor);
    index.unique = unique;
    return index;
}

/// A column of a table that is there already. A deferral that would fall to a foreign key of
/// another column is refused.
constexpr Column parse_lone_column(Cursor& cursor) {
    ParsedColumn parsed = parse_column(cursor);
    if (parsed.stray) cursor.fail_at(parsed.stray_at, {.expected = Expected::constraint});
    return std::move(parsed.column);
}

/// Reads the whole text with one parsing function.
template <class Parse>
constexpr auto parse_all(std::string_view sql, Parse parse)
    -> Result<decltype(parse(std::declval<Cursor&>())), SyntaxError> {
    if (sql.size() > longest_text)
        return unexpected(SyntaxError{.expected = Expected::shorter_text});
    Cursor cursor(sql);
    auto value = parse(cursor);
    if (!cursor.failed() && !cursor.at_end()) cursor.fail(Expected::end);
    if (cursor.failed()) return unexpected(cursor.error());
    return value;
}

}  // namespace detail

/// One CREATE TABLE, INDEX, VIEW, TRIGGER or VIRTUAL TABLE, as a person or an ORM writes it or as
/// sqlite_schema keeps it; one semicolon may end it.
constexpr Result<Definition, SyntaxError> parse_definition(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) {
        Definition definition = detail::parse_create(cursor);
        cursor.accept(';');
        return definition;
    });
}

/// A column as it stands in CREATE TABLE: "created_at DATETIME NOT NULL".
constexpr Result<Column, SyntaxError> parse_column_definition(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) { return detail::parse_lone_column(cursor); });
}

/// An expression as it stands in a CHECK: "coalesce(a, 0) + 1". Whether it is a valid one is for
/// SQLite to say.
constexpr Result<Expression, SyntaxError> parse_expression(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) { return parse_bare_expression(cursor); });
}

/// A query: SELECT, VALUES or WITH, and what follows. Whether it is a valid one is for SQLite to
/// say.
constexpr Result<Expression, SyntaxError> parse_query(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) {
        if (!at_query(cursor)) cursor.fail(Expected::select);
        Expression query = parse_to_end(cursor);
        cursor.accept(';');
        return query;
    });
}

/// All tokens of one statement of any kind, as far as they can be read.
constexpr Expression tokens_of(std::string_view sql) {
    Expression tokens;
    for (Cursor cursor(sql); !at_no_expression(cursor); cursor.advance())
        tokens.tokens.push_back(expression_token(cursor));
    return tokens;
}

/// CREATE statements, each ended by a semicolon (the last need not be).
constexpr Result<Schema, SyntaxError> parse_script(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) {
        Schema schema;
        while (!cursor.at_end()) {
            if (cursor.accept(';')) continue;  // a statement of nothing
            cursor.now_in(Identifier());
            Definition definition = detail::parse_create(cursor);
            add(schema, std::move(definition));
            if (!cursor.at_end()) cursor.expect(';');
        }
        return schema;
    });
}

}  // namespace evolve::ddl
