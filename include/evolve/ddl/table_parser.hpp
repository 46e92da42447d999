#pragma once

#include <utility>

#include "evolve/ddl/column_parser.hpp"
#include "evolve/ddl/constraint_parser.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/model/schema.hpp"

namespace evolve::ddl {

constexpr bool at_table_constraint(const Cursor& cursor) {
    return cursor.at(Keyword::constraint_) || cursor.at(Keyword::primary_) ||
           cursor.at(Keyword::unique_) || cursor.at(Keyword::check_) ||
           cursor.at(Keyword::foreign_);
}

constexpr TableConstraint parse_table_constraint(Cursor& cursor) {
    TableConstraint constraint;
    constraint.name = parse_constraint_name(cursor);
    if (cursor.accept(Keyword::primary_)) {
        PrimaryKeyOf key;
        cursor.expect(Keyword::key_);
        cursor.expect('(');
        key.columns = parse_key_parts(cursor);
        key.autoincrement = cursor.accept(Keyword::autoincrement_);
        cursor.expect(')');
        key.on_conflict = parse_on_conflict(cursor);
        constraint.rule = std::move(key);
    } else if (cursor.accept(Keyword::unique_)) {
        UniqueOf unique;
        cursor.expect('(');
        unique.columns = parse_key_parts(cursor);
        cursor.expect(')');
        unique.on_conflict = parse_on_conflict(cursor);
        constraint.rule = std::move(unique);
    } else if (cursor.accept(Keyword::check_)) {
        constraint.rule = parse_check(cursor);
    } else if (cursor.accept(Keyword::foreign_)) {
        ForeignKey key;
        cursor.expect(Keyword::key_);
        key.columns = parse_names(cursor);
        cursor.expect(Keyword::references_);
        key.target = parse_foreign_key_target(cursor);
        constraint.rule = std::move(key);
    } else {
        cursor.fail(Expected::constraint);
    }
    return constraint;
}

/// "IF NOT EXISTS", which SQLite does not keep.
constexpr void skip_if_not_exists(Cursor& cursor) {
    if (!cursor.at(Keyword::if_) || cursor.following().keyword != Keyword::not_) return;
    cursor.advance();
    cursor.advance();
    cursor.expect(Keyword::exists_);
}

/// The name of an object of the database itself: "main." may lead it, no other schema.
constexpr Identifier parse_object_name(Cursor& cursor) {
    Identifier name = cursor.expect_name();
    if (!cursor.at('.')) return name;
    if (name != Identifier("main")) cursor.fail(Expected::understood);
    cursor.advance();
    return cursor.expect_name();
}

/// What follows "CREATE TABLE".
constexpr Table parse_table_body(Cursor& cursor) {
    Table table;
    skip_if_not_exists(cursor);
    table.name = parse_object_name(cursor);
    cursor.now_in(table.name);
    if (cursor.at(Keyword::as_)) cursor.fail(Expected::understood);
    cursor.expect('(');
    do table.columns.push_back(parse_column(cursor));
    while (cursor.accept(',') && !at_table_constraint(cursor));
    while (at_table_constraint(cursor)) {
        table.constraints.push_back(parse_table_constraint(cursor));
        // SQLite lets the comma be left out between constraints, but not follow the last one.
        if (cursor.accept(',') && !at_table_constraint(cursor)) cursor.fail(Expected::constraint);
    }
    cursor.expect(')');
    if (cursor.current().kind == TokenKind::word) cursor.fail(Expected::understood);
    return table;
}

/// What follows "CREATE INDEX".
constexpr Index parse_index_body(Cursor& cursor) {
    Index index;
    skip_if_not_exists(cursor);
    index.name = parse_object_name(cursor);
    cursor.now_in(index.name);
    cursor.expect(Keyword::on_);
    index.table = cursor.expect_name();
    cursor.expect('(');
    index.columns = parse_key_parts(cursor);
    cursor.expect(')');
    if (cursor.at(Keyword::where_)) cursor.fail(Expected::understood);
    return index;
}

}  // namespace evolve::ddl
