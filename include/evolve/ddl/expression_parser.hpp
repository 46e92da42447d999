#pragma once

#include <cstddef>
#include <utility>

#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/operand.hpp"
#include "evolve/model/expression.hpp"

namespace evolve::ddl {

/// The token that stands here, as part of an expression.
constexpr ExpressionToken expression_token(const Cursor& cursor) {
    switch (cursor.current().kind) {
        case TokenKind::word: return {ExpressionTokenKind::word, cursor.content()};
        case TokenKind::double_quoted:
            return {ExpressionTokenKind::double_quoted, cursor.content()};
        case TokenKind::bracketed:
        case TokenKind::backquoted: return {ExpressionTokenKind::name, cursor.content()};
        case TokenKind::string: return {ExpressionTokenKind::string, cursor.content()};
        case TokenKind::number: return {ExpressionTokenKind::number, cursor.content()};
        case TokenKind::blob: return {ExpressionTokenKind::blob, cursor.content()};
        default: return {ExpressionTokenKind::punctuation, cursor.content()};
    }
}

/// Whether the token here can be none of an expression's: SQLite takes no variable in a schema.
constexpr bool at_no_expression(const Cursor& cursor) {
    const TokenKind kind = cursor.current().kind;
    return kind == TokenKind::end || kind == TokenKind::illegal || kind == TokenKind::variable ||
           cursor.at(';');
}

// Expressions are runs of tokens with balanced brackets, which need not be valid ones. That is for
// SQLite to say. No recursion, so that no nesting is too deep.

/// Reads "( … )".
constexpr Expression parse_parenthesised(Cursor& cursor) {
    Expression expression;
    cursor.expect('(');
    for (std::size_t depth = 0; !cursor.failed(); cursor.advance()) {
        if (cursor.at(')') && depth == 0) break;
        if (at_no_expression(cursor)) {
            cursor.fail(Expected::expression);
            break;
        }
        if (cursor.at('(')) ++depth;
        if (cursor.at(')')) --depth;
        expression.tokens.push_back(expression_token(cursor));
    }
    if (expression.tokens.empty()) cursor.fail(Expected::expression);
    cursor.expect(')');
    return expression;
}

/// Whether a word or symbol stands here that goes on after an expression outside brackets.
constexpr bool at_end_of_expression(const Cursor& cursor) {
    return cursor.at(',') || cursor.at(')') || cursor.at(Keyword::asc_) ||
           cursor.at(Keyword::desc_) || cursor.at(Keyword::nulls_) || cursor.at(Keyword::begin_) ||
           cursor.at(Keyword::autoincrement_);
}

/// Reads an expression that stands without brackets: up to the end of the statement, or to what
/// can go on after it.
constexpr Expression parse_bare_expression(Cursor& cursor) {
    Expression expression;
    OperandTracker tracker;
    while (!cursor.failed() && !at_no_expression(cursor)) {
        if (tracker.complete() && at_end_of_expression(cursor)) break;
        if (!tracker.in_brackets() && (cursor.at(',') || cursor.at(')'))) break;
        tracker.read(cursor.current(), cursor.spelled().front());
        expression.tokens.push_back(expression_token(cursor));
        cursor.advance();
    }
    if (!cursor.failed() && !tracker.complete()) cursor.fail(Expected::expression);
    return expression;
}

/// Reads a run of tokens with balanced brackets up to the end of the statement.
constexpr Expression parse_to_end(Cursor& cursor) {
    Expression expression;
    std::size_t depth = 0;
    for (; !cursor.failed() && !at_no_expression(cursor); cursor.advance()) {
        if (cursor.at('(')) ++depth;
        if (cursor.at(')') && depth-- == 0) break;
        expression.tokens.push_back(expression_token(cursor));
    }
    const bool ended = cursor.at_end() || cursor.at(';');
    if (!ended || depth > 0) cursor.fail(Expected::expression);
    return expression;
}

}  // namespace evolve::ddl
