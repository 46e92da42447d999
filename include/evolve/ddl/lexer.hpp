#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "evolve/ddl/token.hpp"

namespace evolve::ddl {

namespace detail {

enum class CharClass : std::uint8_t {
    illegal,
    space,
    letter,
    digit,
    dollar,
    quote,
    bracket,
    variable,
    operation
};

constexpr std::array<CharClass, 256> char_classes() {
    std::array<CharClass, 256> classes{};
    const auto mark = [&](std::string_view bytes, CharClass of) {
        for (char byte : bytes) classes[static_cast<unsigned char>(byte)] = of;
    };
    mark(" \t\n\f\r", CharClass::space);
    mark("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", CharClass::letter);
    for (std::size_t byte = 128; byte < 256; ++byte) classes[byte] = CharClass::letter;
    mark("0123456789", CharClass::digit);
    mark("$", CharClass::dollar);
    mark("'\"`", CharClass::quote);
    mark("[", CharClass::bracket);
    mark("?:@#", CharClass::variable);
    mark("(),;.+-*/%=<>!|&~", CharClass::operation);
    return classes;
}

inline constexpr auto classes = char_classes();

constexpr CharClass class_of(char byte) { return classes[static_cast<unsigned char>(byte)]; }

constexpr bool continues_word(char byte) {
    const CharClass c = class_of(byte);
    return c == CharClass::letter || c == CharClass::digit || c == CharClass::dollar;
}

constexpr bool is_digit(char byte) { return class_of(byte) == CharClass::digit; }

constexpr bool is_hexadecimal(char byte) {
    const char folded = fold_case(byte);
    return is_digit(byte) || (folded >= 'a' && folded <= 'f');
}

}  // namespace detail

/// Cuts an SQL text into SQLite's tokens (https://sqlite.org/lang_expr.html, src/tokenize.c),
/// passing over white space and comments. The text must outlive the lexer and be under 4 GiB.
class Lexer {
public:
    constexpr explicit Lexer(std::string_view text) : text_(text) {}

    constexpr Token next() {
        skip_blanks();
        start_ = at_;
        if (at_ >= text_.size()) return made(TokenKind::end);
        switch (detail::class_of(text_[at_])) {
            case detail::CharClass::letter: return word_or_blob();
            case detail::CharClass::digit: return number();
            case detail::CharClass::quote: return quoted(text_[at_]);
            case detail::CharClass::bracket: return bracketed();
            case detail::CharClass::dollar:
            case detail::CharClass::variable: return variable();
            case detail::CharClass::operation: return operation();
            case detail::CharClass::space:
            case detail::CharClass::illegal: break;
        }
        ++at_;
        return made(TokenKind::illegal);
    }

private:
    [[nodiscard]] constexpr char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    [[nodiscard]] constexpr Token made(TokenKind kind, Keyword keyword = Keyword::none) const {
        return {kind, keyword, static_cast<std::uint32_t>(start_),
                static_cast<std::uint32_t>(at_ - start_)};
    }

    constexpr void skip_blanks() {
        while (at_ < text_.size()) {
            if (detail::class_of(text_[at_]) == detail::CharClass::space)
                ++at_;
            else if (peek() == '-' && peek(1) == '-')
                skip_line();
            else if (peek() == '/' && peek(1) == '*')
                skip_block();
            else if (peek() == '\xEF' && peek(1) == '\xBB' && peek(2) == '\xBF')
                at_ += 3;  // a byte order mark, a blank for SQLite
            else
                return;
        }
    }

    // A NUL is where the text ends for SQLite, in comments and quotes too. Here it is left to be an
    // illegal token.

    constexpr void skip_line() {
        while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\0') ++at_;
    }

    /// A block comment that the text ends inside of ends with it.
    constexpr void skip_block() {
        for (at_ += 2; at_ < text_.size() && text_[at_] != '\0'; ++at_)
            if (peek() == '*' && peek(1) == '/') {
                at_ += 2;
                return;
            }
    }

    constexpr Token word_or_blob() {
        if (fold_case(peek()) == 'x' && peek(1) == '\'') return blob();
        while (at_ < text_.size() && detail::continues_word(text_[at_])) ++at_;
        return made(TokenKind::word, keyword_of(text_.substr(start_, at_ - start_)));
    }

    constexpr Token blob() {
        std::size_t digits = 0;
        for (at_ += 2; detail::is_hexadecimal(peek()); ++at_) ++digits;
        const bool closed = peek() == '\'' && digits % 2 == 0;
        if (peek() == '\'') ++at_;
        return made(closed ? TokenKind::blob : TokenKind::illegal);
    }

    constexpr void skip_digits() {
        while (detail::is_digit(peek())) ++at_;
    }

    constexpr Token number() {
        if (peek() == '0' && fold_case(peek(1)) == 'x' && detail::is_hexadecimal(peek(2))) {
            for (at_ += 2; detail::is_hexadecimal(peek());) ++at_;
            return made(TokenKind::number);  // whatever follows, unlike all other numbers
        }
        skip_digits();
        if (peek() == '.') {
            ++at_;
            skip_digits();
        }
        skip_exponent();
        if (!detail::continues_word(peek()) || at_ >= text_.size()) return made(TokenKind::number);
        while (at_ < text_.size() && detail::continues_word(text_[at_])) ++at_;
        return made(TokenKind::illegal);
    }

    constexpr void skip_exponent() {
        if (fold_case(peek()) != 'e') return;
        const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
        if (!detail::is_digit(peek(1 + sign))) return;
        at_ += 1 + sign;
        skip_digits();
    }

    constexpr Token quoted(char quote) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\0') break;
            if (text_[at_] != quote) continue;
            if (peek(1) != quote) {
                ++at_;
                return made(quote == '\''  ? TokenKind::string
                            : quote == '"' ? TokenKind::double_quoted
                                           : TokenKind::backquoted);
            }
            ++at_;
        }
        return made(TokenKind::illegal);
    }

    constexpr Token bracketed() {
        while (at_ < text_.size() && text_[at_] != ']' && text_[at_] != '\0') ++at_;
        if (peek() != ']') return made(TokenKind::illegal);
        ++at_;
        return made(TokenKind::bracketed);
    }

    constexpr Token variable() {
        ++at_;
        while (at_ < text_.size() && detail::continues_word(text_[at_])) ++at_;
        return made(at_ - start_ > 1 || text_[start_] == '?' ? TokenKind::variable
                                                             : TokenKind::illegal);
    }

    constexpr Token operation() {
        if (peek() == '.' && detail::is_digit(peek(1))) return number();
        const char first = peek();
        at_ += operation_length();
        const bool alone = at_ - start_ == 1;
        return made(first == '!' && alone ? TokenKind::illegal : TokenKind::punctuation);
    }

    [[nodiscard]] constexpr std::size_t operation_length() const {
        const char second = peek(1);
        switch (peek()) {
            case '-': return second != '>' ? 1 : peek(2) == '>' ? 3 : 2;
            case '|': return second == '|' ? 2 : 1;
            case '<': return second == '=' || second == '>' || second == '<' ? 2 : 1;
            case '>': return second == '=' || second == '>' ? 2 : 1;
            case '!':
            case '=': return second == '=' ? 2 : 1;
            default: return 1;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t start_ = 0;
};

/// What stands between the quotes of a quoted token, doubled quotes made single; the digits of a
/// blob; any other token as written.
constexpr Text content_of(const Token& token, std::string_view text) {
    const std::string_view spelled = text.substr(token.offset, token.length);
    switch (token.kind) {
        case TokenKind::bracketed: return Text(spelled.substr(1, spelled.size() - 2));
        case TokenKind::blob: return Text(spelled.substr(2, spelled.size() - 3));
        case TokenKind::double_quoted:
        case TokenKind::backquoted:
        case TokenKind::string: break;
        default: return Text(spelled);
    }
    Text content;
    for (std::size_t i = 1; i + 1 < spelled.size(); ++i) {
        content += spelled[i];
        if (spelled[i] == spelled.front()) ++i;
    }
    return content;
}

}  // namespace evolve::ddl
