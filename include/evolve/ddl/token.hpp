#pragma once

#include <cstdint>

#include "evolve/base/keyword.hpp"

namespace evolve::ddl {

enum class TokenKind : std::uint8_t {
    end,            ///< the end of the text
    word,           ///< a keyword or an unquoted name
    double_quoted,  ///< "s"
    bracketed,      ///< [s]
    backquoted,     ///< `s`
    string,         ///< 's'
    number,
    blob,  ///< x'0F'
    variable,
    punctuation,  ///< an operator of one to three characters
    illegal,      ///< what no token begins with, or what the text ends inside of
};

/// A piece of an SQL text, by its place in it.
struct Token {
    TokenKind kind = TokenKind::end;
    Keyword keyword = Keyword::none;  ///< of a word
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

}  // namespace evolve::ddl
