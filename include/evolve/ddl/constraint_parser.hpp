#pragma once

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

/// Whether a key part may end at this token. Anything else goes on to an expression.
constexpr bool at_end_of_key_part(const Cursor& cursor) {
    return cursor.failed() || cursor.at_end() || cursor.at(',') || cursor.at(')') ||
           cursor.at(Keyword::autoincrement_);
}

constexpr KeyPart parse_key_part(Cursor& cursor) {
    KeyPart part;
    if (!cursor.at_name() && !at_end_of_key_part(cursor)) cursor.fail(Expected::understood);
    part.column = cursor.expect_name();
    if (cursor.accept(Keyword::collate_)) part.collation = cursor.expect_name();
    part.order = parse_sort_order(cursor);
    if (!at_end_of_key_part(cursor)) cursor.fail(Expected::understood);
    return part;
}

/// "a COLLATE x DESC, b": what stands between the brackets of a key or an index.
constexpr std::vector<KeyPart> parse_key_parts(Cursor& cursor) {
    std::vector<KeyPart> parts;
    do parts.push_back(parse_key_part(cursor));
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
    while (cursor.at(Keyword::on_) || cursor.at(Keyword::match_)) {
        if (cursor.accept(Keyword::match_)) {
            target.match = cursor.expect_name();
            continue;
        }
        cursor.expect(Keyword::on_);
        if (cursor.accept(Keyword::delete_)) {
            target.on_delete = parse_action(cursor);
        } else {
            cursor.expect(Keyword::update_);
            target.on_update = parse_action(cursor);
        }
    }
    target.deferral = parse_deferral(cursor);
    return target;
}

constexpr Check parse_check(Cursor& cursor) {
    Check check{parse_parenthesised(cursor)};
    if (cursor.at(Keyword::on_)) cursor.fail(Expected::understood);
    return check;
}

/// "CONSTRAINT name", or nothing.
constexpr Identifier parse_constraint_name(Cursor& cursor) {
    // Not a conditional expression: g++ 12 destroys its result twice in a constant expression.
    if (cursor.accept(Keyword::constraint_)) return cursor.expect_name();
    return {};
}

}  // namespace evolve::ddl
