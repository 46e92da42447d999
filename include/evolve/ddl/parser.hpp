#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <variant>

#include "evolve/base/result.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/syntax_error.hpp"
#include "evolve/ddl/table_parser.hpp"
#include "evolve/model/schema.hpp"

namespace evolve::ddl {

/// What one CREATE statement defines.
using Definition = std::variant<Table, Index>;

/// SQLite's own limit on the length of a statement (https://sqlite.org/limits.html).
inline constexpr std::size_t longest_text = 1'000'000'000;

namespace detail {

constexpr Definition parse_create(Cursor& cursor) {
    if (!cursor.at(Keyword::create_)) cursor.fail(Expected::definition);
    cursor.expect(Keyword::create_);
    if (cursor.accept(Keyword::table_)) return parse_table_body(cursor);
    const bool unique = cursor.accept(Keyword::unique_);
    if (cursor.at(Keyword::temp_) || cursor.at(Keyword::temporary_) || cursor.at(Keyword::view_) ||
        cursor.at(Keyword::trigger_) || cursor.at(Keyword::virtual_))
        cursor.fail(Expected::understood);
    if (!cursor.at(Keyword::index_)) cursor.fail(Expected::definition);
    cursor.expect(Keyword::index_);
    Index index = parse_index_body(cursor);
    index.unique = unique;
    return index;
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

/// One CREATE TABLE or CREATE INDEX, as a person or an ORM writes it or as sqlite_schema keeps it;
/// one semicolon may end it.
constexpr Result<Definition, SyntaxError> parse_definition(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) {
        Definition definition = detail::parse_create(cursor);
        cursor.accept(';');
        return definition;
    });
}

/// A column as it stands in CREATE TABLE: "created_at DATETIME NOT NULL".
constexpr Result<Column, SyntaxError> parse_column_definition(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) { return parse_column(cursor); });
}

/// CREATE statements, each ended by a semicolon (the last need not be).
constexpr Result<Schema, SyntaxError> parse_script(std::string_view sql) {
    return detail::parse_all(sql, [](Cursor& cursor) {
        Schema schema;
        while (!cursor.at_end()) {
            cursor.now_in(Identifier());
            Definition definition = detail::parse_create(cursor);
            if (auto* table = std::get_if<Table>(&definition))
                schema.tables.push_back(std::move(*table));
            else
                schema.indexes.push_back(std::move(std::get<Index>(definition)));
            if (!cursor.at_end()) cursor.expect(';');
            while (cursor.accept(';')) {}
        }
        return schema;
    });
}

}  // namespace evolve::ddl
