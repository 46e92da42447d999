#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace evolve {

/// How a character stands in a text.
enum class Form : std::uint8_t {
    plain,
    fixed,          ///< what follows a backslash, as in \n
    byte,           ///< no UTF-8: one byte that belongs to no character
    escaped_lower,  ///< \u00e9, as JSON writes it
    escaped_upper,  ///< \u00E9
};

/// A character of a text.
struct Character {
    std::uint32_t code = 0;
    Form form = Form::plain;

    [[nodiscard]] bool is_digit() const;
    [[nodiscard]] bool is_ascii_letter() const;
    /// Letters and signs of writing; beyond ASCII in their blocks of 64.
    [[nodiscard]] bool is_letter() const;
};

/// Every byte of a text is in just one character.
std::vector<Character> characters_of(std::string_view text);
std::string text_of(const std::vector<Character>& characters);

}  // namespace evolve
