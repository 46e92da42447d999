#pragma once

#include <utility>

#include "evolve/ddl/constraint_parser.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/model/column.hpp"

namespace evolve::ddl {

constexpr void append_type_argument(Cursor& cursor, Text& type) {
    if (cursor.at('+') || cursor.at('-')) {
        type += cursor.spelled();
        cursor.advance();
    }
    if (cursor.current().kind != TokenKind::number) cursor.fail(Expected::literal);
    type += cursor.spelled();
    cursor.advance();
}

/// A declared type, in one spelling of its blanks: "DOUBLE PRECISION", "DECIMAL(10,2)".
constexpr Text parse_type(Cursor& cursor) {
    Text type;
    while (cursor.at_name()) {
        if (cursor.at(Keyword::generated_)) {
            cursor.fail(Expected::understood);
            break;
        }
        if (!type.empty()) type += ' ';
        type += cursor.spelled();
        cursor.advance();
    }
    if (type.empty() || !cursor.accept('(')) return type;
    type += '(';
    append_type_argument(cursor, type);
    if (cursor.accept(',')) {
        type += ',';
        append_type_argument(cursor, type);
    }
    cursor.expect(')');
    type += ')';
    return type;
}

/// What follows the word DEFAULT: a literal, a signed number, a word, or "( expression )".
constexpr Default parse_default(Cursor& cursor) {
    if (cursor.at('(')) return {parse_parenthesised(cursor), true};
    Default rule;
    if (cursor.at('+') || cursor.at('-')) {
        rule.value.tokens.push_back(expression_token(cursor));
        cursor.advance();
    }
    const TokenKind kind = cursor.current().kind;
    const bool literal = kind == TokenKind::number || kind == TokenKind::blob ||
                         cursor.at(Keyword::null_) || cursor.at_name();
    if (!literal) cursor.fail(Expected::literal);
    rule.value.tokens.push_back(expression_token(cursor));
    cursor.advance();
    return rule;
}

constexpr PrimaryKey parse_primary_key(Cursor& cursor) {
    PrimaryKey key;
    cursor.expect(Keyword::key_);
    key.order = parse_sort_order(cursor);
    key.on_conflict = parse_on_conflict(cursor);
    key.autoincrement = cursor.accept(Keyword::autoincrement_);
    return key;
}

/// Whether the column's rules end here.
constexpr bool at_end_of_column(const Cursor& cursor) {
    return cursor.failed() || cursor.at_end() || cursor.at(',') || cursor.at(')') || cursor.at(';');
}

constexpr ColumnConstraint parse_column_constraint(Cursor& cursor) {
    ColumnConstraint constraint;
    constraint.name = parse_constraint_name(cursor);
    if (cursor.accept(Keyword::primary_)) {
        constraint.rule = parse_primary_key(cursor);
    } else if (cursor.accept(Keyword::not_)) {
        cursor.expect(Keyword::null_);
        constraint.rule = NotNull{parse_on_conflict(cursor)};
    } else if (cursor.accept(Keyword::unique_)) {
        constraint.rule = Unique{parse_on_conflict(cursor)};
    } else if (cursor.accept(Keyword::check_)) {
        constraint.rule = parse_check(cursor);
    } else if (cursor.accept(Keyword::default_)) {
        constraint.rule = parse_default(cursor);
    } else if (cursor.accept(Keyword::collate_)) {
        constraint.rule = Collate{cursor.expect_name()};
    } else if (cursor.accept(Keyword::references_)) {
        constraint.rule = References{parse_foreign_key_target(cursor)};
    } else if (cursor.at(Keyword::as_) || cursor.at(Keyword::generated_) ||
               cursor.at(Keyword::null_) || cursor.at(Keyword::deferrable_)) {
        cursor.fail(Expected::understood);
    } else {
        cursor.fail(Expected::constraint);
    }
    return constraint;
}

constexpr Column parse_column(Cursor& cursor) {
    Column column;
    column.name = cursor.expect_name();
    column.type = parse_type(cursor);
    while (!at_end_of_column(cursor)) column.constraints.push_back(parse_column_constraint(cursor));
    return column;
}

}  // namespace evolve::ddl
