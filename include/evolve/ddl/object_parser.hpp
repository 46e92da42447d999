#pragma once

#include <cstddef>
#include <utility>

#include "evolve/ddl/constraint_parser.hpp"
#include "evolve/ddl/cursor.hpp"
#include "evolve/ddl/expression_parser.hpp"
#include "evolve/ddl/object_name.hpp"
#include "evolve/model/objects.hpp"

// What follows CREATE and the kind of object, for all but tables.

namespace evolve::ddl {

constexpr Index parse_index_body(Cursor& cursor) {
    Index index;
    skip_if_not_exists(cursor);
    index.name = parse_object_name(cursor);
    cursor.now_in(index.name);
    cursor.expect(Keyword::on_);
    index.table = cursor.expect_name();
    cursor.expect('(');
    index.columns = parse_key_parts(cursor, KeyParts::expressions_too);
    cursor.expect(')');
    if (cursor.accept(Keyword::where_)) index.where = parse_bare_expression(cursor);
    return index;
}

/// Whether a word stands here with which a query begins.
constexpr bool at_query(const Cursor& cursor) {
    return cursor.at(Keyword::select_) || cursor.at(Keyword::values_) || cursor.at(Keyword::with_);
}

constexpr View parse_view_body(Cursor& cursor) {
    View view;
    skip_if_not_exists(cursor);
    view.name = parse_object_name(cursor);
    cursor.now_in(view.name);
    if (cursor.at('(')) view.columns = parse_names(cursor);
    cursor.expect(Keyword::as_);
    if (!at_query(cursor)) cursor.fail(Expected::select);
    view.select = parse_to_end(cursor);
    return view;
}

constexpr TriggerTime parse_trigger_time(Cursor& cursor) {
    if (cursor.accept(Keyword::before_)) return TriggerTime::before;
    if (cursor.accept(Keyword::after_)) return TriggerTime::after;
    if (!cursor.accept(Keyword::instead_)) return TriggerTime::unspecified;
    cursor.expect(Keyword::of_);
    return TriggerTime::instead_of;
}

constexpr void parse_trigger_event(Cursor& cursor, Trigger& trigger) {
    if (cursor.accept(Keyword::delete_)) {
        trigger.event = TriggerEvent::deletion;
    } else if (cursor.accept(Keyword::insert_)) {
        trigger.event = TriggerEvent::insertion;
    } else {
        cursor.expect(Keyword::update_);
        trigger.event = TriggerEvent::update;
        if (!cursor.accept(Keyword::of_)) return;
        do trigger.columns.push_back(cursor.expect_name());
        while (cursor.accept(','));
    }
}

/// "BEGIN statement; … END": END ends the body where a statement would begin, for within one it is
/// that of CASE or a name.
constexpr Expression parse_trigger_body(Cursor& cursor) {
    Expression body;
    cursor.expect(Keyword::begin_);
    bool after_semicolon = false;
    for (; !cursor.failed(); cursor.advance()) {
        if (after_semicolon && cursor.at(Keyword::end_)) break;
        const bool semicolon = cursor.at(';');
        const bool empty_statement = semicolon && (after_semicolon || body.tokens.empty());
        if (empty_statement || (!semicolon && at_no_expression(cursor))) {
            cursor.fail(Expected::trigger_body);
            break;
        }
        body.tokens.push_back(expression_token(cursor));
        after_semicolon = semicolon;
    }
    cursor.expect(Keyword::end_);
    return body;
}

constexpr Trigger parse_trigger_head(Cursor& cursor) {
    Trigger trigger;
    skip_if_not_exists(cursor);
    trigger.name = parse_object_name(cursor);
    cursor.now_in(trigger.name);
    trigger.time = parse_trigger_time(cursor);
    parse_trigger_event(cursor, trigger);
    cursor.expect(Keyword::on_);
    trigger.table = parse_object_name(cursor);
    if (cursor.accept(Keyword::for_)) {
        cursor.expect(Keyword::each_);
        cursor.expect(Keyword::row_);
    }
    return trigger;
}

constexpr Trigger parse_trigger_definition(Cursor& cursor) {
    Trigger trigger = parse_trigger_head(cursor);
    if (cursor.accept(Keyword::when_)) trigger.condition = parse_bare_expression(cursor);
    trigger.body = parse_trigger_body(cursor);
    return trigger;
}

/// One argument: any tokens, brackets balanced, up to a comma or the closing bracket. Its text goes
/// from its first token to its last, with all blanks and comments between; empty ones are none.
constexpr void parse_module_argument(Cursor& cursor, std::vector<Text>& arguments) {
    const std::uint32_t start = cursor.current().offset;
    bool any = false;
    std::size_t depth = 0;
    for (; !cursor.failed(); cursor.advance()) {
        if (depth == 0 && (cursor.at(',') || cursor.at(')'))) break;
        if (cursor.at_end() || cursor.current().kind == TokenKind::illegal) {
            cursor.fail(Expected::argument);
            break;
        }
        if (cursor.at('(')) ++depth;
        if (cursor.at(')')) --depth;
        any = true;
    }
    if (any && !cursor.failed()) arguments.emplace_back(cursor.passed_since(start));
}

constexpr VirtualTable parse_virtual_table_body(Cursor& cursor) {
    VirtualTable table;
    skip_if_not_exists(cursor);
    table.name = parse_object_name(cursor);
    cursor.now_in(table.name);
    cursor.expect(Keyword::using_);
    table.module = cursor.expect_name();
    if (!cursor.accept('(')) return table;
    do parse_module_argument(cursor, table.arguments);
    while (cursor.accept(','));
    cursor.expect(')');
    return table;
}

}  // namespace evolve::ddl
