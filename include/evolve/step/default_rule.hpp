#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "evolve/model/affinity.hpp"
#include "evolve/model/constraint.hpp"
#include "evolve/step/refusal.hpp"

namespace evolve::detail {

/// A default without its brackets and signs.
struct Literal {
    ExpressionToken token;
    bool negative = false;
};

/// The literal that a default is, if it is one: in brackets and behind signs that say nothing, with
/// at most one minus.
constexpr std::optional<Literal> literal_of(const Expression& expression) {
    std::size_t first = 0;
    std::size_t last = expression.tokens.size();
    bool negative = false;
    while (last - first > 1) {
        const ExpressionToken& token = expression.tokens[first];
        if (token.is("(") && expression.tokens[last - 1].is(")"))
            --last;
        else if (token.is("-") && !negative)
            negative = true;
        else if (!token.is("+") || negative)
            return std::nullopt;
        ++first;
    }
    if (last - first != 1) return std::nullopt;
    return Literal{expression.tokens[first], negative};
}

constexpr bool is_null(const Literal& literal) {
    return literal.token.kind == ExpressionTokenKind::word &&
           equal_ignoring_case(literal.token.text, "null");
}

/// Whether a column of this definition holds NULL where an insert does not name it.
constexpr bool defaults_to_null(const Default* rule) {
    if (rule == nullptr) return true;
    const auto literal = literal_of(rule->value);
    return literal && is_null(*literal);
}

constexpr bool is_decimal_digits(std::string_view text) {
    for (char byte : text)
        if (byte < '0' || byte > '9') return false;
    return !text.empty();
}

constexpr std::string_view without_leading_zeros(std::string_view digits) {
    while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
    return digits;
}

/// Whether a number without leading zeros is at most another one.
constexpr bool at_most(std::string_view digits, std::string_view limit) {
    return digits.size() != limit.size() ? digits.size() < limit.size() : digits <= limit;
}

/// Whether "0x1F" is an integer of 32 bits, which SQLite keeps as a number and not as its text.
constexpr bool is_small_hexadecimal(std::string_view text) {
    const std::string_view digits = without_leading_zeros(text.substr(2));
    return digits.size() < 8 || (digits.size() == 8 && digits.front() < '8');
}

/// Whether the text of an integer is what SQLite makes of its value.
constexpr bool is_its_own_text(std::string_view text, bool negative) {
    const std::string_view digits = without_leading_zeros(text);
    if (at_most(digits, "2147483647")) return true;  // kept as a number
    return digits.size() == text.size() &&
           at_most(digits, negative ? "9223372036854775808" : "9223372036854775807");
}

/// A number as digits without leading zeros and the place of the point among them.
struct Decimal {
    Text digits;                    ///< empty for zero
    std::int64_t before_point = 0;  ///< may be negative, and more than there are digits
};

constexpr std::int64_t exponent_of(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    std::int64_t value = 0;
    for (char byte : text)
        if (byte >= '0' && byte <= '9' && value < 100'000) value = value * 10 + (byte - '0');
    return negative ? -value : value;
}

constexpr Decimal decimal_of(std::string_view text) {
    Decimal decimal;
    bool fraction = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '.') {
            fraction = true;
        } else if (fold_case(text[i]) == 'e') {
            decimal.before_point += exponent_of(text.substr(i + 1));
            break;
        } else if (text[i] != '0' || !decimal.digits.empty()) {
            decimal.digits += text[i];
            decimal.before_point += fraction ? 0 : 1;
        } else {
            decimal.before_point -= fraction ? 1 : 0;
        }
    }
    return decimal;
}

/// Whether SQLite leaves a real a real where it makes an integer of every real that is one. Says no
/// where rounding decides.
constexpr bool is_no_int64(const Decimal& decimal) {
    constexpr std::int64_t exact_digits = 15;
    constexpr std::int64_t smallest_exponent = -306;
    const std::string_view digits = decimal.digits;
    if (digits.empty()) return false;
    if (decimal.before_point > 19) return true;
    if (decimal.before_point == 19) return digits.substr(0, 19) > "9223372036854775807";
    if (decimal.before_point < smallest_exponent) return false;
    bool zeros = true;
    bool nines = digits.size() > exact_digits;
    for (auto i = decimal.before_point > 0 ? decimal.before_point : 0; i < exact_digits; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (at >= digits.size()) break;
        zeros = zeros && digits[at] == '0';
        nines = nines && digits[at] == '9';
    }
    return !zeros && !nines;
}

/// Whether the text of a real is what SQLite makes of its value ("%!.15g"): "7.0" and "0.25", but
/// not "07.0", ".25", "7.50", "1e3" or "-0.0". Says no where rounding decides.
constexpr bool is_own_text_of_real(std::string_view text, bool negative) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || point + 1 == text.size()) return false;
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = text.substr(point + 1);
    if (!is_decimal_digits(whole) || !is_decimal_digits(fraction)) return false;
    if (whole.size() > 1 && whole.front() == '0') return false;
    if (fraction.size() > 1 && fraction.back() == '0') return false;
    const Decimal decimal = decimal_of(text);
    const bool zero = decimal.before_point <= 0 && without_leading_zeros(fraction).empty();
    if (zero) return !negative;
    return decimal.digits.size() <= 14 && decimal.before_point > -4;
}

/// Whether SQLite 3.40 gives a number as default with the same class and bytes to the rows that
/// were there, for which it converts the text of the literal, and to new rows, for which it
/// converts its value (SQLITE-FACTS 0.1; tests/against_sqlite/default_rule_test.cpp holds the rule
/// against SQLite itself).
constexpr bool number_reads_the_same(std::string_view text, bool negative, Affinity affinity) {
    if (text.size() > 1 && fold_case(text[1]) == 'x') return is_small_hexadecimal(text);
    if (is_decimal_digits(text))
        return affinity != Affinity::text || is_its_own_text(text, negative);
    if (affinity == Affinity::text) return is_own_text_of_real(text, negative);
    return affinity != Affinity::blob || is_no_int64(decimal_of(text));
}

constexpr bool is_truth(const Literal& literal) {
    return literal.token.kind == ExpressionTokenKind::word &&
           (equal_ignoring_case(literal.token.text, "true") ||
            equal_ignoring_case(literal.token.text, "false"));
}

/// Why no value of rows that are there follows from the default, or nothing. Decided by the
/// definition alone, never by whether the table happens to be empty (pitfalls C01, C02).
constexpr std::optional<Why> refused_default(const Default& rule) {
    const auto literal = literal_of(rule.value);
    if (!literal) return Why::default_is_not_constant;
    switch (literal->token.kind) {
        case ExpressionTokenKind::number: return std::nullopt;
        case ExpressionTokenKind::string:
        case ExpressionTokenKind::blob: break;
        case ExpressionTokenKind::double_quoted:  // a string, but in brackets a column
            if (rule.parenthesised || rule.value.tokens.size() > 1) return Why::default_is_a_name;
            break;
        case ExpressionTokenKind::word:
            if (is_null(*literal)) return std::nullopt;
            if (mentions(literal->token.text, "current_")) return Why::default_is_not_constant;
            if (!is_truth(*literal)) return Why::default_is_a_name;
            break;
        default: return Why::default_is_a_name;
    }
    if (literal->negative) return Why::default_is_not_constant;
    return std::nullopt;
}

/// Whether ADD COLUMN gives rows that are there what the default gives new ones (SQLITE-FACTS 0.1).
/// The default is one that refused_default() takes.
constexpr bool old_rows_read_the_same(const Default& rule, Affinity affinity) {
    const auto literal = literal_of(rule.value);
    if (!literal) return false;
    if (literal->token.kind == ExpressionTokenKind::number)
        return number_reads_the_same(literal->token.text, literal->negative, affinity);
    return affinity != Affinity::text || !is_truth(*literal);
}

}  // namespace evolve::detail
