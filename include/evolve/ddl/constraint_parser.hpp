#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/expression_parser.hpp"
#include "evolve/model/constraint.hpp"

namespace evolve::ddl {

// Clauses that columns, tables and indexes share.

constexpr SortOrder parse_sort_order(Cursor& cursor) {
    if (cursor.accept(Keyword::asc_)) return SortOrder::ascending;
    if (cursor.accept(Keyword::desc_)) return SortOrder::descending;
    return SortOrder::unspecified;
}

constexpr OnConflict parse_on_conflict(Cursor& cursor) {
    if (!cursor.at(Keyword::on_) || cursor.following().keyword != Keyword::conflict_)
        return OnConflict::unspecified;
    cursor.advance();
    cursor.advance();
    if (cursor.accept(Keyword::rollback_)) return OnConflict::rollback;
    if (cursor.accept(Keyword::abort_)) return OnConflict::abort;
    if (cursor.accept(Keyword::fail_)) return OnConflict::fail;
    if (cursor.accept(Keyword::ignore_)) return OnConflict::ignore;
    cursor.expect(Keyword::replace_);
    return OnConflict::replace;
}

/// "(a, b)"
constexpr std::vector<Identifier> parse_names(Cursor& cursor) {
    std::vector<Identifier> names;
    cursor.expect('(');
    do names.push_back(cursor.expect_name());
    while (cursor.accept(','));
    cursor.expect(')');
    return names;
}

namespace detail {

/// Whether the token can stand for a column where a key names one. SQLite reads 'a' there as a
/// name too.
constexpr bool is_column_name(const ExpressionToken& token) {
    switch (token.kind) {
        case ExpressionTokenKind::word: {
            const Keyword keyword = keyword_of(token.text);
            return can_be_name(keyword) && keyword != Keyword::current_date_ &&
                   keyword != Keyword::current_time_ && keyword != Keyword::current_timestamp_;
        }
        case ExpressionTokenKind::name:
        case ExpressionTokenKind::double_quoted:
        case ExpressionTokenKind::string: return true;
        default: return false;
    }
}

constexpr bool is_word(const ExpressionToken& token, Keyword keyword) {
    return token.kind == ExpressionTokenKind::word && keyword_of(token.text) == keyword;
}

/// The expression as a column and its collation, if it is no more: "a", "(a) COLLATE x". Of several
/// collations the last one counts.
constexpr std::optional<KeyPart> as_column(const Expression& expression) {
    const auto& tokens = expression.tokens;
    std::size_t first = 0;
    std::size_t last = tokens.size();
    KeyPart part;
    while (last - first > 1) {
        if (last - first > 2 && is_word(tokens[last - 2], Keyword::collate_)) {
            if (part.collation.empty()) part.collation = Identifier(tokens[last - 1].text);
            last -= 2;
        } else if (last - first > 2 && tokens[first].is("(") && tokens[last - 1].is(")")) {
            ++first;
            --last;
        } else {
            return std::nullopt;
        }
    }
    if (last == first || !is_column_name(tokens[first])) return std::nullopt;
    part.column = Identifier(tokens[first].text);
    return part;
}

}  // namespace detail

/// Which parts a key may have.
enum class KeyParts : std::uint8_t { columns, expressions_too };

/// Whether no key part begins at this token.
constexpr bool at_end_of_key_part(const Cursor& cursor) {
    return cursor.failed() || cursor.at_end() || cursor.at(',') || cursor.at(')') ||
           cursor.at(Keyword::autoincrement_);
}

constexpr KeyPart parse_key_part(Cursor& cursor, KeyParts allowed) {
    if (at_end_of_key_part(cursor)) cursor.fail(Expected::name);
    const Token start = cursor.current();
    KeyPart part;
    Expression expression = parse_bare_expression(cursor);
    if (auto column = detail::as_column(expression))
        part = std::move(*column);
    else if (allowed == KeyParts::columns)
        cursor.fail_at(start, {.expected = Expected::key_column});
    else
        part.expression = std::move(expression);
    part.order = parse_sort_order(cursor);
    return part;
}

/// "a COLLATE x DESC, b": what stands between the brackets of a key or an index.
constexpr std::vector<KeyPart> parse_key_parts(Cursor& cursor, KeyParts allowed) {
    std::vector<KeyPart> parts;
    do parts.push_back(parse_key_part(cursor, allowed));
    while (cursor.accept(','));
    return parts;
}

constexpr ForeignKeyAction parse_action(Cursor& cursor) {
    if (cursor.accept(Keyword::cascade_)) return ForeignKeyAction::cascade;
    if (cursor.accept(Keyword::restrict_)) return ForeignKeyAction::restrict;
    if (cursor.accept(Keyword::no_)) {
        cursor.expect(Keyword::action_);
        return ForeignKeyAction::no_action;
    }
    cursor.expect(Keyword::set_);
    if (cursor.accept(Keyword::null_)) return ForeignKeyAction::set_null;
    cursor.expect(Keyword::default_);
    return ForeignKeyAction::set_default;
}

constexpr bool at_deferral(const Cursor& cursor) {
    return cursor.at(Keyword::deferrable_) ||
           (cursor.at(Keyword::not_) && cursor.following().keyword == Keyword::deferrable_);
}

constexpr Deferral parse_deferral(Cursor& cursor) {
    const bool negated =
        cursor.at(Keyword::not_) && cursor.following().keyword == Keyword::deferrable_;
    if (negated) cursor.advance();
    if (!cursor.accept(Keyword::deferrable_)) return Deferral::unspecified;
    if (!cursor.accept(Keyword::initially_))
        return negated ? Deferral::not_deferrable : Deferral::deferrable;
    if (cursor.accept(Keyword::deferred_))
        return negated ? Deferral::not_deferrable_initially_deferred
                       : Deferral::deferrable_initially_deferred;
    cursor.expect(Keyword::immediate_);
    return negated ? Deferral::not_deferrable_initially_immediate
                   : Deferral::deferrable_initially_immediate;
}

/// What follows the word REFERENCES.
constexpr ForeignKeyTarget parse_foreign_key_target(Cursor& cursor) {
    ForeignKeyTarget target;
    target.parent = cursor.expect_name();
    if (cursor.at('(')) target.columns = parse_names(cursor);
    // The last of several clauses for one event counts. ON INSERT is read and means nothing.
    while (cursor.at(Keyword::on_) || cursor.at(Keyword::match_)) {
        if (cursor.accept(Keyword::match_)) {
            target.match = cursor.expect_name();
            continue;
        }
        cursor.expect(Keyword::on_);
        if (cursor.accept(Keyword::delete_)) {
            target.on_delete = parse_action(cursor);
        } else if (cursor.accept(Keyword::insert_)) {
            static_cast<void>(parse_action(cursor));
        } else {
            cursor.expect(Keyword::update_);
            target.on_update = parse_action(cursor);
        }
    }
    target.deferral = parse_deferral(cursor);
    return target;
}

/// "CONSTRAINT name", or nothing. Of several names in a row the last one counts.
constexpr Identifier parse_constraint_name(Cursor& cursor) {
    Identifier name;
    while (cursor.accept(Keyword::constraint_)) name = cursor.expect_name();
    return name;
}

}  // namespace evolve::ddl
