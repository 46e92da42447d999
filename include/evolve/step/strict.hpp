#pragma once

#include <string_view>

#include "evolve/model/table.hpp"
#include "evolve/step/default_rule.hpp"

// What SQLite demands of a STRICT table (https://sqlite.org/stricttables.html).

namespace evolve::detail {

/// Asked of the type as it is written: SQLite shows `"BLOB" INT` as BLOB, and does not take it.
constexpr bool is_strict_type(std::string_view type) {
    const std::string_view written = without_outer_quotes(type);
    for (std::string_view each : {"ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT"})
        if (equal_ignoring_case(written, each)) return true;
    return false;
}

constexpr bool is_strict_integer(const Literal& literal) {
    if (literal.token.kind == ExpressionTokenKind::word) return true;  // TRUE, FALSE
    const std::string_view text = literal.token.text;
    if (literal.token.kind != ExpressionTokenKind::number) return false;
    if (text.size() > 1 && fold_case(text[1]) == 'x') return is_small_hexadecimal(text);
    return is_decimal_digits(text) &&
           at_most(without_leading_zeros(text),
                   literal.negative ? "9223372036854775808" : "9223372036854775807");
}

/// Whether a literal default is a value of the column's type. SQLite does not ask: it takes a wrong
/// one, and the rows that are there then break the type (SQLITE-FACTS 0.1).
constexpr bool is_strict_default(const Literal& literal, std::string_view type) {
    if (is_null(literal)) return true;
    const Text declared = declared_type(type);
    const ExpressionTokenKind kind = literal.token.kind;
    if (declared.view() == "TEXT") return kind == ExpressionTokenKind::string;
    if (declared.view() == "BLOB") return kind == ExpressionTokenKind::blob;
    if (declared.view() == "REAL") return kind == ExpressionTokenKind::number;
    return declared.view() == "ANY" || is_strict_integer(literal);
}

}  // namespace evolve::detail
