#pragma once

#include <optional>
#include <utility>

#include "evolve/ddl/column_parser.hpp"
#include "evolve/ddl/constraint_parser.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/object_name.hpp"
#include "evolve/model/table.hpp"

namespace evolve::ddl {

constexpr bool at_table_constraint(const Cursor& cursor) {
    return cursor.at(Keyword::constraint_) || cursor.at(Keyword::primary_) ||
           cursor.at(Keyword::unique_) || cursor.at(Keyword::check_) ||
           cursor.at(Keyword::foreign_);
}

constexpr PrimaryKeyOf parse_primary_key_of(Cursor& cursor) {
    PrimaryKeyOf key;
    cursor.expect(Keyword::key_);
    cursor.expect('(');
    key.columns = parse_key_parts(cursor, KeyParts::columns);
    key.autoincrement = cursor.accept(Keyword::autoincrement_);
    cursor.expect(')');
    key.on_conflict = parse_on_conflict(cursor);
    return key;
}

constexpr UniqueOf parse_unique_of(Cursor& cursor) {
    UniqueOf unique;
    cursor.expect('(');
    unique.columns = parse_key_parts(cursor, KeyParts::columns);
    cursor.expect(')');
    unique.on_conflict = parse_on_conflict(cursor);
    return unique;
}

constexpr ForeignKey parse_foreign_key(Cursor& cursor) {
    ForeignKey key;
    cursor.expect(Keyword::key_);
    key.columns = parse_names(cursor);
    cursor.expect(Keyword::references_);
    key.target = parse_foreign_key_target(cursor);
    if (at_deferral(cursor)) key.target.deferral = parse_deferral(cursor);
    return key;
}

constexpr TableConstraint parse_table_constraint(Cursor& cursor, Identifier name) {
    TableConstraint constraint;
    constraint.name = std::move(name);
    if (cursor.accept(Keyword::primary_)) {
        constraint.rule = parse_primary_key_of(cursor);
    } else if (cursor.accept(Keyword::unique_)) {
        constraint.rule = parse_unique_of(cursor);
    } else if (cursor.accept(Keyword::check_)) {
        Check check{parse_parenthesised(cursor)};
        check.on_conflict = parse_on_conflict(cursor);
        constraint.rule = std::move(check);
    } else if (cursor.accept(Keyword::foreign_)) {
        constraint.rule = parse_foreign_key(cursor);
    } else {
        cursor.fail(Expected::constraint);
    }
    return constraint;
}

/// The columns of a table. A comma leads on to its constraints; whether one does is the answer.
constexpr bool parse_columns(Cursor& cursor, Table& table) {
    std::size_t of_column = 0;  // where the last foreign key stands
    std::optional<std::size_t> of_constraint;
    do {
        ParsedColumn parsed = parse_column(cursor);
        if (parsed.stray && of_constraint)
            std::get<References>(table.columns[of_column].constraints[*of_constraint].rule)
                .target.deferral = *parsed.stray;
        if (parsed.last_reference) {
            of_column = table.columns.size();
            of_constraint = parsed.last_reference;
        }
        table.columns.push_back(std::move(parsed.column));
        if (!cursor.accept(',')) return false;
    } while (!at_table_constraint(cursor));
    return true;
}

/// The constraints of a table. SQLite lets the comma between two be left out, and a name stand
/// without a constraint.
constexpr void parse_table_constraints(Cursor& cursor, Table& table) {
    while (at_table_constraint(cursor)) {
        Identifier name = parse_constraint_name(cursor);
        if (!cursor.at(')') && !cursor.at(','))
            table.constraints.push_back(parse_table_constraint(cursor, std::move(name)));
        if (cursor.accept(',') && !at_table_constraint(cursor)) cursor.fail(Expected::constraint);
    }
}

constexpr void parse_table_option(Cursor& cursor, Table& table) {
    const bool word = cursor.current().kind == TokenKind::word;
    if (cursor.accept(Keyword::without_)) {
        if (!equal_ignoring_case(cursor.spelled(), "rowid")) cursor.fail(Expected::table_option);
        table.without_rowid = true;
    } else if (word && equal_ignoring_case(cursor.spelled(), "strict")) {
        table.strict = true;
    } else {
        cursor.fail(Expected::table_option);
    }
    cursor.advance();
}

/// What follows "CREATE TABLE".
constexpr Table parse_table_body(Cursor& cursor) {
    Table table;
    skip_if_not_exists(cursor);
    table.name = parse_object_name(cursor);
    cursor.now_in(table.name);
    if (cursor.at(Keyword::as_)) cursor.fail(Expected::columns);
    cursor.expect('(');
    if (parse_columns(cursor, table)) parse_table_constraints(cursor, table);
    cursor.expect(')');
    // A comma may lead the first option too.
    if (cursor.current().kind == TokenKind::word) parse_table_option(cursor, table);
    while (cursor.accept(',')) parse_table_option(cursor, table);
    return table;
}

}  // namespace evolve::ddl
