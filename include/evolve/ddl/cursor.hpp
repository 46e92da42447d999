#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"
#include "evolve/ddl/lexer.hpp"
#include "evolve/ddl/syntax_error.hpp"

namespace evolve::ddl {

/// Reads tokens one after the other for the parsing functions. The first failure sticks: from then
/// on the cursor stands at the end of the text and accepts nothing, so that every loop ends and
/// callers need to ask only once, when they are done.
class Cursor {
public:
    constexpr explicit Cursor(std::string_view text) : text_(text), lexer_(text) {
        current_ = lexer_.next();
        following_ = lexer_.next();
    }

    [[nodiscard]] constexpr const Token& current() const { return current_; }
    [[nodiscard]] constexpr const Token& following() const { return following_; }
    [[nodiscard]] constexpr std::string_view spelled() const { return spelled(current_); }
    [[nodiscard]] constexpr Text content() const { return content_of(current_, text_); }
    [[nodiscard]] constexpr bool failed() const { return failed_; }
    [[nodiscard]] constexpr const SyntaxError& error() const { return error_; }

    constexpr void advance() {
        passed_ = current_.offset + current_.length;
        current_ = following_;
        following_ = failed_ ? Token() : lexer_.next();
    }

    [[nodiscard]] constexpr bool at(Keyword keyword) const {
        return current_.kind == TokenKind::word && current_.keyword == keyword;
    }
    [[nodiscard]] constexpr bool at(char symbol) const {
        return current_.kind == TokenKind::punctuation && current_.length == 1 &&
               text_[current_.offset] == symbol;
    }
    [[nodiscard]] constexpr bool at_end() const { return current_.kind == TokenKind::end; }

    /// Passes over the keyword or symbol if it stands here.
    template <class Wanted>
    constexpr bool accept(Wanted wanted) {
        const bool here = at(wanted);
        if (here) advance();
        return here;
    }

    constexpr void expect(Keyword keyword) {
        if (!accept(keyword)) fail({.expected = Expected::keyword, .keyword = keyword});
    }
    constexpr void expect(char symbol) {
        if (!accept(symbol)) fail({.expected = Expected::punctuation, .punctuation = symbol});
    }

    /// Whether a name stands here, quoted in any of SQLite's four ways or bare.
    [[nodiscard]] constexpr bool at_name() const {
        switch (current_.kind) {
            case TokenKind::word: return can_be_name(current_.keyword);
            case TokenKind::double_quoted:
            case TokenKind::bracketed:
            case TokenKind::backquoted:
            case TokenKind::string: return true;
            default: return false;
        }
    }

    /// Whether a word of a type, or the name of a collation, stands here: `ids` in SQLite's
    /// grammar.
    [[nodiscard]] constexpr bool at_plain_name() const {
        return at_name() && !is_join_word(current_.keyword) &&
               current_.keyword != Keyword::indexed_;
    }

    constexpr Identifier expect_plain_name() {
        if (!at_plain_name()) fail({.expected = Expected::name});
        return expect_name();
    }

    constexpr Identifier expect_name() {
        if (!at_name()) {
            fail({.expected = Expected::name});
            return {};
        }
        Identifier name(content());
        advance();
        return name;
    }

    /// The text from an offset to the end of the token that was passed over last.
    [[nodiscard]] constexpr std::string_view passed_since(std::uint32_t offset) const {
        return text_.substr(offset, passed_ - offset);
    }

    /// Names the object that later errors are about.
    constexpr void now_in(const Identifier& object) { object_ = object.text(); }

    /// Fails at the token; what was found, where and in which object is filled in.
    constexpr void fail_at(const Token& token, SyntaxError error) {
        if (failed_) return;
        failed_ = true;
        error_ = std::move(error);
        error_.found = Text(spelled(token));
        error_.object = object_;
        error_.offset = token.offset;
        for (char byte : text_.substr(0, token.offset)) {
            error_.column = byte == '\n' ? 1 : error_.column + 1;
            error_.line += byte == '\n' ? 1 : 0;
        }
        current_ = following_ = Token();
        passed_ = static_cast<std::uint32_t>(text_.size());
    }
    constexpr void fail(SyntaxError error) { fail_at(current_, std::move(error)); }
    constexpr void fail(Expected expected) { fail({.expected = expected}); }

private:
    [[nodiscard]] constexpr std::string_view spelled(const Token& token) const {
        return text_.substr(token.offset, token.length);
    }

    std::string_view text_;
    Lexer lexer_;
    Token current_;
    Token following_;
    std::uint32_t passed_ = 0;
    Text object_;
    SyntaxError error_;
    bool failed_ = false;
};

}  // namespace evolve::ddl
