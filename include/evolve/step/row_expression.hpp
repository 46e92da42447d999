#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/base/text.hpp"
#include "evolve/model/expression.hpp"
#include "evolve/model/scope.hpp"
#include "evolve/step/refusal.hpp"

// What can be said of expressions over a row, of row steps above all, by their tokens alone. What
// stands in a SELECT of their own, SQLite says.

namespace evolve::detail {

constexpr bool is_among(std::string_view text, const auto& words) {
    return std::ranges::any_of(words, [&](auto word) { return equal_ignoring_case(text, word); });
}

/// Walks the tokens of an expression, apart from those of SELECTs in it.
class RowExpression {
public:
    using Tokens = std::vector<ExpressionToken>;

    constexpr explicit RowExpression(const Expression& expression) : tokens_(&expression.tokens) {}

    /// A name in it that is no column of the table, or nothing. A string in double quotes counts as
    /// a name: it would become one with the next column of that name (pitfall C10).
    [[nodiscard]] constexpr std::optional<Text> unknown_name(const Table& table) const {
        const TableScope scope(table);
        for (std::size_t i = 0; i < tokens_->size(); ++i) {
            if (begins_select(i)) i = end_of_brackets(i);
            if (begins_type(i)) i = end_of_type(i);
            if (i >= tokens_->size() || !is_column_name(i)) continue;
            const Text& name = (*tokens_)[i].text;
            if (!scope.has(name)) return name;
        }
        return std::nullopt;
    }

    /// An aggregate or window function that it calls, or nothing.
    [[nodiscard]] constexpr std::optional<Text> aggregate() const {
        constexpr std::array<std::string_view, 7> always = {"count",
                                                            "sum",
                                                            "total",
                                                            "avg",
                                                            "group_concat",
                                                            "json_group_array",
                                                            "json_group_object"};
        for (std::size_t i = 0; i < tokens_->size(); ++i) {
            if (begins_select(i)) i = end_of_brackets(i);
            if (i >= tokens_->size() || !is_called(i)) continue;
            const Text& name = (*tokens_)[i].text;
            const bool of_rows = is_among(name, std::array<std::string_view, 2>{"min", "max"}) &&
                                 has_one_argument(i + 1);
            if (of_rows || is_among(name, always) || is_windowed(i + 1)) return name;
        }
        return std::nullopt;
    }

    /// What in it, in SELECTs too, gives another value at another time or place, or nothing.
    [[nodiscard]] constexpr std::optional<Text> momentary() const {
        constexpr std::array<std::string_view, 5> functions = {
            "random", "randomblob", "changes", "total_changes", "last_insert_rowid"};
        constexpr std::array<std::string_view, 3> words = {"current_time", "current_date",
                                                           "current_timestamp"};
        for (std::size_t i = 0; i < tokens_->size(); ++i) {
            const Text& text = (*tokens_)[i].text;
            if ((*tokens_)[i].kind == ExpressionTokenKind::word && is_among(text, words))
                return text;
            if (is_called(i) && (is_among(text, functions) || reads_clock(i))) return text;
        }
        return std::nullopt;
    }

    /// Whether there may be values of which it cannot be computed: it takes JSON apart, or calls a
    /// function that is not known to take all values (abs: "integer overflow").
    [[nodiscard]] constexpr bool may_fail() const {
        constexpr std::array<std::string_view, 30> take_all = {
            "char",   "coalesce",  "date",  "datetime",   "format",    "hex",
            "ifnull", "iif",       "instr", "json_valid", "julianday", "length",
            "likely", "lower",     "ltrim", "max",        "min",       "nullif",
            "printf", "quote",     "round", "rtrim",      "sign",      "strftime",
            "substr", "substring", "time",  "trim",       "typeof",    "upper"};
        for (std::size_t i = 0; i < tokens_->size(); ++i) {
            if (is(i, "->") || is(i, "->>")) return true;
            const ExpressionToken& token = (*tokens_)[i];
            const bool keyword =
                token.kind == ExpressionTokenKind::word && keyword_of(token.text) != Keyword::none;
            if (is_called(i) && !keyword && !is_among(token.text, take_all)) return true;
        }
        return false;
    }

private:
    [[nodiscard]] constexpr bool is(std::size_t i, std::string_view symbol) const {
        return i < tokens_->size() && (*tokens_)[i].is(symbol);
    }
    [[nodiscard]] constexpr bool is_keyword(std::size_t i, std::string_view word) const {
        return i < tokens_->size() && is_word((*tokens_)[i], word);
    }
    [[nodiscard]] constexpr bool is_called(std::size_t i) const {
        return is(i + 1, "(") && (*tokens_)[i].kind != ExpressionTokenKind::punctuation &&
               (*tokens_)[i].kind != ExpressionTokenKind::string;
    }

    [[nodiscard]] constexpr bool begins_select(std::size_t i) const {
        return is(i, "(") && (is_keyword(i + 1, "select") || is_keyword(i + 1, "with") ||
                              is_keyword(i + 1, "values"));
    }
    /// The place of the bracket that closes the one at `i`.
    [[nodiscard]] constexpr std::size_t end_of_brackets(std::size_t i) const {
        std::size_t depth = 0;
        for (; i < tokens_->size(); ++i) {
            if (is(i, "(")) ++depth;
            if (is(i, ")") && --depth == 0) break;
        }
        return i;
    }
    /// AS in CAST (… AS VARCHAR (9)).
    [[nodiscard]] constexpr bool begins_type(std::size_t i) const { return is_keyword(i, "as"); }
    [[nodiscard]] constexpr std::size_t end_of_type(std::size_t i) const {
        while (i < tokens_->size() && !is(i, ")")) i = is(i, "(") ? end_of_brackets(i) + 1 : i + 1;
        return i;
    }

    [[nodiscard]] constexpr bool is_column_name(std::size_t i) const {
        const ExpressionToken& token = (*tokens_)[i];
        const bool word = token.kind == ExpressionTokenKind::word;
        if (!word && token.kind != ExpressionTokenKind::name &&
            token.kind != ExpressionTokenKind::double_quoted)
            return false;
        if (word && (keyword_of(token.text) != Keyword::none ||
                     is_among(token.text, std::array<std::string_view, 2>{"true", "false"})))
            return false;
        return !is_called(i) && !is(i + 1, ".") && !(i > 0 && is_keyword(i - 1, "collate"));
    }

    /// Of the call whose bracket opens at `i`.
    [[nodiscard]] constexpr bool has_one_argument(std::size_t i) const {
        const std::size_t end = end_of_brackets(i);
        std::size_t depth = 0;
        for (; i < end; ++i) {
            if (is(i, "(")) ++depth;
            if (is(i, ")")) --depth;
            if (depth == 1 && is(i, ",")) return false;
        }
        return true;
    }
    [[nodiscard]] constexpr bool is_windowed(std::size_t i) const {
        const std::size_t next = end_of_brackets(i) + 1;
        return is_keyword(next, "over") || is_keyword(next, "filter");
    }

    /// A function of dates without a date, or with 'now', or by the place's own time.
    [[nodiscard]] constexpr bool reads_clock(std::size_t i) const {
        constexpr std::array<std::string_view, 6> functions = {
            "date", "time", "datetime", "julianday", "unixepoch", "strftime"};
        constexpr std::array<std::string_view, 3> moments = {"now", "localtime", "utc"};
        const Text& name = (*tokens_)[i].text;
        if (!is_among(name, functions)) return false;
        const std::size_t end = end_of_brackets(i + 1);
        if (equal_ignoring_case(name, "strftime") ? has_one_argument(i + 1) : end == i + 2)
            return true;
        for (std::size_t at = i + 2; at < end; ++at)
            if (((*tokens_)[at].kind == ExpressionTokenKind::string ||
                 (*tokens_)[at].kind == ExpressionTokenKind::double_quoted) &&
                is_among((*tokens_)[at].text, moments))
                return true;
        return false;
    }

    const Tokens* tokens_;
};

/// Whether other rows may have a say in it.
constexpr bool has_select(const Expression& expression) {
    return std::ranges::any_of(
        expression.tokens, [](const ExpressionToken& token) { return is_word(token, "select"); });
}

/// Why an expression cannot be computed of each row of the table, or nothing.
constexpr std::optional<Refusal> refused_of_rows(const Expression& expression, const Table& table) {
    const RowExpression of_rows(expression);
    if (auto name = of_rows.unknown_name(table))
        return Refusal{Why::no_such_column, table.name, Identifier(*name)};
    if (auto function = of_rows.aggregate())
        return Refusal{Why::aggregate_of_a_row, table.name, {}, std::move(*function)};
    if (auto moment = of_rows.momentary())
        return Refusal{Why::depends_on_moment, table.name, {}, std::move(*moment)};
    return std::nullopt;
}

}  // namespace evolve::detail

namespace evolve {

/// Whether it gives another value at another time or place.
constexpr bool is_momentary(const Expression& expression) {
    return detail::RowExpression(expression).momentary().has_value();
}

}  // namespace evolve
