#pragma once

#include <optional>
#include <utility>

#include "evolve/ddl/constraint_parser.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/type_parser.hpp"
#include "evolve/model/column.hpp"

namespace evolve::ddl {

/// What follows the word DEFAULT: a literal, a signed literal, a word, or "( expression )".
constexpr Default parse_default(Cursor& cursor) {
    if (cursor.at('(')) return {parse_parenthesised(cursor), true};
    Default rule;
    if (cursor.at('+') || cursor.at('-')) {
        rule.value.tokens.push_back(expression_token(cursor));
        cursor.advance();
    }
    const TokenKind kind = cursor.current().kind;
    const bool literal = kind == TokenKind::number || kind == TokenKind::blob ||
                         cursor.at(Keyword::null_) ||
                         (cursor.at_name() && !is_join_word(cursor.current().keyword));
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

/// What follows the word AS.
constexpr Generated parse_generated(Cursor& cursor) {
    Generated rule{parse_parenthesised(cursor)};
    if (cursor.accept(Keyword::virtual_)) {
        rule.storage = GeneratedStorage::virtual_;
    } else if (cursor.current().kind == TokenKind::word &&
               equal_ignoring_case(cursor.spelled(), "stored")) {
        rule.storage = GeneratedStorage::stored;
        cursor.advance();
    }
    return rule;
}

/// Whether the column's rules end here.
constexpr bool at_end_of_column(const Cursor& cursor) {
    return cursor.failed() || cursor.at_end() || cursor.at(',') || cursor.at(')') || cursor.at(';');
}

/// A column, and what a table needs to know of how it was written.
struct ParsedColumn {
    Column column{};
    std::optional<std::size_t> last_reference{};  ///< among its constraints
    /// A deferral before any foreign key of this column, which SQLite gives to the last one of the
    /// columns before it; and where it stands.
    std::optional<Deferral> stray{};
    Token stray_at{};
};

constexpr void parse_column_deferral(Cursor& cursor, ParsedColumn& parsed) {
    const Token at = cursor.current();
    const Deferral deferral = parse_deferral(cursor);
    if (parsed.last_reference) {
        auto& rule = parsed.column.constraints[*parsed.last_reference].rule;
        std::get<References>(rule).target.deferral = deferral;
    } else {
        parsed.stray = deferral;
        parsed.stray_at = at;
    }
}

constexpr ColumnConstraint parse_column_constraint(Cursor& cursor, Identifier name) {
    ColumnConstraint constraint;
    constraint.name = std::move(name);
    if (cursor.accept(Keyword::primary_)) {
        constraint.rule = parse_primary_key(cursor);
    } else if (cursor.accept(Keyword::not_)) {
        cursor.expect(Keyword::null_);
        constraint.rule = NotNull{parse_on_conflict(cursor)};
    } else if (cursor.accept(Keyword::null_)) {
        constraint.rule = Nullable{parse_on_conflict(cursor)};
    } else if (cursor.accept(Keyword::unique_)) {
        constraint.rule = Unique{parse_on_conflict(cursor)};
    } else if (cursor.accept(Keyword::check_)) {
        constraint.rule = Check{parse_parenthesised(cursor)};
    } else if (cursor.accept(Keyword::default_)) {
        constraint.rule = parse_default(cursor);
    } else if (cursor.accept(Keyword::collate_)) {
        constraint.rule = Collate{cursor.expect_plain_name()};
    } else if (cursor.accept(Keyword::references_)) {
        constraint.rule = References{parse_foreign_key_target(cursor)};
    } else if (cursor.accept(Keyword::generated_)) {
        cursor.expect(Keyword::always_);
        cursor.expect(Keyword::as_);
        constraint.rule = parse_generated(cursor);
    } else if (cursor.accept(Keyword::as_)) {
        constraint.rule = parse_generated(cursor);
    } else {
        cursor.fail(Expected::constraint);
    }
    return constraint;
}

constexpr ParsedColumn parse_column(Cursor& cursor) {
    ParsedColumn parsed;
    parsed.column.name = cursor.expect_name();
    parsed.column.type = parse_type(cursor);
    while (!at_end_of_column(cursor)) {
        Identifier name = parse_constraint_name(cursor);
        if (at_end_of_column(cursor)) break;  // a name of nothing, which SQLite forgets
        if (at_deferral(cursor)) {
            parse_column_deferral(cursor, parsed);
            continue;
        }
        auto& constraints = parsed.column.constraints;
        constraints.push_back(parse_column_constraint(cursor, std::move(name)));
        if (std::holds_alternative<References>(constraints.back().rule))
            parsed.last_reference = constraints.size() - 1;
    }
    return parsed;
}

}  // namespace evolve::ddl
