#pragma once

#include <cstddef>

#include "evolve/base/keyword.hpp"
#include "evolve/ddl/token.hpp"

namespace evolve::ddl {

/// Follows an expression token by token and knows whether an operand has just been read. That
/// decides what the words mean that SQLite's grammar takes for a name where an operand must stand:
/// DESC in "a || desc" is a column, in "a desc" it is not. Brackets and CASE are counted, never
/// recursed into.
class OperandTracker {
public:
    /// Whether the expression may end here.
    [[nodiscard]] constexpr bool complete() const { return operand_ && brackets_ + cases_ == 0; }

    [[nodiscard]] constexpr bool in_brackets() const { return brackets_ > 0; }

    /// Reads the next token of the expression; `symbol` is the first byte of a punctuation.
    constexpr void read(const Token& token, char symbol) {
        if (token.kind == TokenKind::punctuation)
            read_symbol(token, symbol);
        else if (token.kind == TokenKind::word)
            read_word(token.keyword);
        else
            operand_ = true;
    }

private:
    constexpr void read_symbol(const Token& token, char symbol) {
        const bool is_single = token.length == 1;
        if (is_single && symbol == '(') ++brackets_;
        if (is_single && symbol == ')' && brackets_ > 0) --brackets_;
        operand_ = is_single && symbol == ')';
        if (is_single && symbol == '*') operand_ = false;  // count(*) ends with its bracket
    }

    constexpr void read_word(Keyword keyword) {
        if (keyword == Keyword::case_) {
            if (brackets_ == 0) ++cases_;
            operand_ = false;
        } else if (keyword == Keyword::end_ && operand_ && cases_ > 0) {
            if (brackets_ == 0) --cases_;
        } else {
            operand_ = operand_ ? is_postfix(keyword) : is_operand(keyword);
        }
    }

    /// After an operand: whether the operand goes on to be one.
    static constexpr bool is_postfix(Keyword keyword) {
        switch (keyword) {
            case Keyword::like_:
            case Keyword::glob_:
            case Keyword::regexp_:
            case Keyword::match_: return false;
            default: return is_operand(keyword);
        }
    }

    /// Words that are no operand: operators, and what begins a clause.
    static constexpr bool is_operand(Keyword keyword) {
        return can_be_name(keyword) || keyword == Keyword::null_ || keyword == Keyword::isnull_ ||
               keyword == Keyword::notnull_;
    }

    std::size_t brackets_ = 0;
    std::size_t cases_ = 0;
    bool operand_ = false;
};

}  // namespace evolve::ddl
