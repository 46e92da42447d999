#pragma once

#include "evolve/ddl/cursor.hpp"

namespace evolve::ddl {

/// "IF NOT EXISTS", which SQLite does not keep.
constexpr void skip_if_not_exists(Cursor& cursor) {
    if (!cursor.at(Keyword::if_) || cursor.following().keyword != Keyword::not_) return;
    cursor.advance();
    cursor.advance();
    cursor.expect(Keyword::exists_);
}

/// The name of an object of the database itself: "main." may lead it, no other schema.
constexpr Identifier parse_object_name(Cursor& cursor) {
    const Token start = cursor.current();
    Identifier name = cursor.expect_name();
    if (!cursor.at('.')) return name;
    if (name != Identifier("main")) cursor.fail_at(start, {.expected = Expected::main_schema});
    cursor.advance();
    return cursor.expect_name();
}

}  // namespace evolve::ddl
