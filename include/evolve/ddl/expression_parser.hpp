#pragma once

#include <cstddef>
#include <utility>

#include "evolve/ddl/cursor.hpp"
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

/// Reads "( … )": a run of tokens with balanced brackets, which need not be a valid expression.
/// That is for SQLite to say. No recursion, so that no nesting is too deep.
constexpr Expression parse_parenthesised(Cursor& cursor) {
    Expression expression;
    cursor.expect('(');
    for (std::size_t depth = 0; !cursor.failed(); cursor.advance()) {
        if (cursor.at(')') && depth == 0) break;
        const TokenKind kind = cursor.current().kind;
        if (kind == TokenKind::end || kind == TokenKind::illegal || kind == TokenKind::variable ||
            cursor.at(';')) {
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

}  // namespace evolve::ddl
