#pragma once

#include <cstdint>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/keyword.hpp"
#include "evolve/base/text.hpp"

namespace evolve {

enum class ExpressionTokenKind : std::uint8_t {
    word,           ///< a keyword or an unquoted name, as written
    name,           ///< [name] or `name`, without its quotes: always a name
    double_quoted,  ///< "s", without its quotes: a name where one is in scope, else a string
    string,         ///< 's', without its quotes
    number,         ///< as written
    blob,           ///< the hexadecimal digits of x'…', as written
    punctuation,    ///< an operator, a bracket or a comma
};

struct ExpressionToken {
    ExpressionTokenKind kind{};
    Text text;

    /// Whether this token, if it is a name, is that name. NULL is none beside a column "null".
    [[nodiscard]] constexpr bool may_name(const Identifier& name) const {
        return (kind == ExpressionTokenKind::word || kind == ExpressionTokenKind::name ||
                kind == ExpressionTokenKind::double_quoted) &&
               equal_ignoring_case(text, name.view()) &&
               (kind != ExpressionTokenKind::word || can_be_name(keyword_of(text)));
    }

    [[nodiscard]] constexpr bool is(std::string_view symbol) const {
        return kind == ExpressionTokenKind::punctuation && text.view() == symbol;
    }

    friend constexpr bool operator==(const ExpressionToken& a, const ExpressionToken& b) {
        if (a.kind != b.kind) return false;
        return a.kind == ExpressionTokenKind::word ? equal_ignoring_case(a.text, b.text)
                                                   : a.text == b.text;
    }
};

/// An SQL expression as its exact tokens: evolve rewrites names in it and shows it, and leaves its
/// meaning to SQLite.
struct Expression {
    std::vector<ExpressionToken> tokens;

    friend constexpr bool operator==(const Expression&, const Expression&) = default;
};

namespace detail {

constexpr bool is_word(const ExpressionToken& token, std::string_view word) {
    return token.kind == ExpressionTokenKind::word && equal_ignoring_case(token.text, word);
}

/// Whether a name at that place is one of a table for certain: FROM t, JOIN t, t.c.
constexpr bool names_table(const std::vector<ExpressionToken>& tokens, std::size_t place) {
    if (place + 1 < tokens.size() && tokens[place + 1].is(".")) return true;
    if (place == 0) return false;
    const bool from = is_word(tokens[place - 1], "from") &&
                      !(place > 1 && is_word(tokens[place - 2], "distinct"));
    return from || is_word(tokens[place - 1], "join");
}

}  // namespace detail

/// Whether the expression may read a column of that name: a quoted name, or a word, that is not
/// called as a function and no table's. Words of other meaning (a collation, a type, a keyword)
/// count too.
constexpr bool mentions(const Expression& expression, const Identifier& column) {
    const auto& tokens = expression.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].may_name(column)) continue;
        const bool called = i + 1 < tokens.size() && tokens[i + 1].is("(");
        if (!called && !detail::names_table(tokens, i)) return true;
    }
    return false;
}

}  // namespace evolve
