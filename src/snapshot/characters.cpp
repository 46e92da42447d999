#include "snapshot/characters.hpp"

#include <array>
#include <charconv>

#include "prove/utf8.hpp"

namespace evolve {
namespace {

constexpr std::string_view escapes = "bfnrtu";

/// How many bytes the character at the front has; 0: none begins there.
std::size_t length_of_character(std::string_view text) {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length)
        if (is_utf8(text.substr(0, length))) return length;
    return 0;
}

std::uint32_t code_of(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    if (character.size() == 1) return byte(0);
    std::uint32_t code = byte(0) & (0x7fu >> character.size());
    for (std::size_t i = 1; i < character.size(); ++i) code = code << 6 | (byte(i) & 0x3fu);
    return code;
}

/// The character of `\uXXXX` at the front.
bool read_escape(std::string_view text, Character& character) {
    if (text.size() < 6 || text[1] != 'u') return false;
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, code, 16);
    if (error != std::errc() || end != text.data() + 6) return false;
    const bool upper = text.substr(2, 4).find_first_of("ABCDEF") != std::string_view::npos;
    character = {code, upper ? Form::escaped_upper : Form::escaped_lower};
    return true;
}

void append_utf8(std::string& text, std::uint32_t code) {
    if (code < 0x80) {
        text += static_cast<char>(code);
        return;
    }
    const int followers = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    constexpr std::array<std::uint32_t, 4> leads = {0, 0xc0, 0xe0, 0xf0};
    text += static_cast<char>(leads[static_cast<std::size_t>(followers)] | code >> (6 * followers));
    for (int i = followers - 1; i >= 0; --i)
        text += static_cast<char>(0x80u | (code >> (6 * i) & 0x3fu));
}

void append_escape(std::string& text, const Character& character) {
    const std::string_view digits =
        character.form == Form::escaped_upper ? "0123456789ABCDEF" : "0123456789abcdef";
    text += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) text += digits[character.code >> shift & 15u];
}

bool in(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
    return code >= first && code <= last;
}

}  // namespace

bool Character::is_digit() const { return form == Form::plain && in(code, '0', '9'); }

bool Character::is_ascii_letter() const {
    return form != Form::fixed && form != Form::byte && (in(code, 'a', 'z') || in(code, 'A', 'Z'));
}

bool Character::is_letter() const {
    if (is_ascii_letter()) return true;
    if (form == Form::fixed || form == Form::byte || code < 0xc0) return false;
    // Punctuation, first halves of surrogates, signs that change the one before, specials.
    return !in(code, 0x2000, 0x207f) && !in(code, 0xd800, 0xdbff) && !in(code, 0xfe00, 0xfe3f) &&
           !in(code, 0xfec0, 0xfeff) && !in(code, 0xffc0, 0xffff) && code <= 0x10ffbf;
}

std::vector<Character> characters_of(std::string_view text) {
    std::vector<Character> characters;
    characters.reserve(text.size());
    bool after_backslash = false;
    while (!text.empty()) {
        const std::size_t length = length_of_character(text);
        Character character;
        if (length == 0) character = {static_cast<unsigned char>(text[0]), Form::byte};
        if (length > 0) character = {code_of(text.substr(0, length)), Form::plain};
        std::size_t taken = length == 0 ? 1 : length;
        if (after_backslash && length == 1 && escapes.find(text[0]) != std::string_view::npos)
            character.form = Form::fixed;
        after_backslash = text[0] == '\\';
        if (after_backslash && read_escape(text, character)) {
            taken = 6;
            after_backslash = false;
        }
        characters.push_back(character);
        text.remove_prefix(taken);
    }
    return characters;
}

std::string text_of(const std::vector<Character>& characters) {
    std::string text;
    text.reserve(characters.size());
    for (const Character& character : characters) {
        if (character.form == Form::byte)
            text += static_cast<char>(character.code);
        else if (character.form == Form::escaped_lower || character.form == Form::escaped_upper)
            append_escape(text, character);
        else
            append_utf8(text, character.code);
    }
    return text;
}

}  // namespace evolve
