#pragma once

#include <string_view>

#include "evolve/ddl/cursor.hpp"
#include "evolve/model/affinity.hpp"

namespace evolve::ddl {

namespace detail {

constexpr std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && class_of(text.back()) == CharClass::space) text.remove_suffix(1);
    return text;
}

constexpr bool ends_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() &&
           equal_ignoring_case(text.substr(text.size() - word.size()), word);
}

/// SQLite's grammar reads GENERATED ALWAYS as two more words of the type, which SQLite then takes
/// off again, by their letters: "INTEGERgenerated always" is INTEGER (sqlite3AddColumn).
constexpr std::string_view without_generated_always(std::string_view type) {
    if (type.size() < 16 || !ends_with_word(type, "always")) return type;
    type = without_trailing_blanks(type.substr(0, type.size() - 6));
    if (!ends_with_word(type, "generated")) return type;
    return without_trailing_blanks(type.substr(0, type.size() - 9));
}

/// Whether a type has neither blanks nor quotes that respaced() could change: "VARCHAR(20)". Words
/// and numbers then have brackets and commas between them.
constexpr bool is_spaced_already(std::string_view type) {
    for (char byte : type)
        if (!continues_word(byte) && byte != '(' && byte != ',' && byte != ')') return false;
    return true;
}

/// Steps over a number of a type's arguments, sign and all.
constexpr void skip_type_argument(Cursor& cursor) {
    if (cursor.at('+') || cursor.at('-')) cursor.advance();
    if (cursor.current().kind != TokenKind::number) cursor.fail(Expected::literal);
    cursor.advance();
}

/// The text of a type with one blank between words and none elsewhere.
constexpr Text respaced(std::string_view type) {
    Text result;
    Lexer lexer(type);
    bool after_word = false;
    for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
        const bool word = token.kind != TokenKind::punctuation && token.kind != TokenKind::number;
        if (word && after_word) result += ' ';
        result += type.substr(token.offset, token.length);
        after_word = word;
    }
    return result;
}

constexpr void skip_type(Cursor& cursor) {
    while (cursor.at_plain_name()) cursor.advance();
    if (!cursor.accept('(')) return;
    skip_type_argument(cursor);
    if (cursor.accept(',')) skip_type_argument(cursor);
    cursor.expect(')');
}

/// Whether a type, written so, is read as itself. Of "INT isnullALWAYS" SQLite keeps "INT isnull",
/// whose second word is none of a type; and "… alwaysALWAYS" would lose one more.
constexpr bool is_read_as_itself(std::string_view type) {
    Cursor cursor(type);
    skip_type(cursor);
    return !cursor.failed() && cursor.at_end() && without_generated_always(type) == type;
}

}  // namespace detail

/// A declared type, in one spelling of its blanks: "DOUBLE PRECISION", "DECIMAL(10,2)".
///
/// A comment between its words is a part of the type for SQLite and can even decide its affinity.
/// Where it does, and where the type cannot be written plainly, it is what SQLite reads, in quotes.
constexpr Text parse_type(Cursor& cursor) {
    const std::uint32_t start = cursor.current().offset;
    if (!cursor.at_plain_name()) return {};
    detail::skip_type(cursor);
    if (cursor.failed()) return {};
    const std::string_view spelled = cursor.passed_since(start);
    const std::string_view written = detail::without_generated_always(spelled);
    const bool ends_in_always = detail::ends_with_word(spelled, "always");
    if (!ends_in_always && detail::is_spaced_already(written)) return Text(written);
    Text type = detail::respaced(written);
    const bool plain = !ends_in_always || detail::is_read_as_itself(type);
    if (plain && type.view() == written) return type;
    if (plain && affinity_of_written(type) == affinity_of_written(written)) return type;
    const Text declared = declared_type(written);
    Text quoted("\"");
    for (char byte : declared.view()) {
        if (byte == '"') quoted += '"';
        quoted += byte;
    }
    quoted += '"';
    return quoted;
}

}  // namespace evolve::ddl
