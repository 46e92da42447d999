#include "cli/console.hpp"

#include <array>
#include <cstdint>
#include <cstdio>
#include <ostream>
#include <utility>

namespace evolve::cli {
namespace {

struct Decoded {
    std::uint32_t character = 0;
    std::size_t length = 0;  ///< in bytes; 0: not UTF-8
};

Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < length) return {};
    std::uint32_t character = first & (0xffu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xc0) != 0x80) return {};
        character = character << 6 | (byte(i) & 0x3fu);
    }
    constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character >= 0xd800 && character <= 0xdfff;
    if (character < least[length] || character > 0x10ffff || surrogate) return {};
    return {character, length};
}

bool is_harmful(std::uint32_t c) {
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool direction = c == 0x061c || c == 0x200e || c == 0x200f ||
                           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return control || direction || c == 0x2028 || c == 0x2029;
}

std::string code(const char* format, unsigned value) {
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Decoded next = decode(text);
        if (next.length == 0) {
            result += code("\\x%02X", static_cast<unsigned char>(text.front()));
            text.remove_prefix(1);
            continue;
        }
        if (is_harmful(next.character))
            result += code(next.character < 0x100 ? "\\x%02X" : "\\u{%04X}", next.character);
        else
            result += text.substr(0, next.length);
        text.remove_prefix(next.length);
    }
    return result;
}

std::string shortened(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    return std::string(text.substr(0, end)) + "…";
}

Console::Console(const Arguments& arguments, const Surroundings& surroundings)
    : surroundings_(surroundings),
      quiet_(arguments.quiet),
      verbose_(arguments.verbose),
      color_(arguments.color == "always" ||
             (arguments.color == "auto" && surroundings.terminal && !surroundings.no_color)) {}

std::string Console::shown(std::string_view line) const {
    std::string text = escaped(line);
    if (!surroundings_.utf8) {
        for (const auto& [symbol, words] :
             {std::pair{"✓", "ok"}, std::pair{"✅", "ok"}, std::pair{"✗", "failed"},
              std::pair{"→", "->"}, std::pair{"…", "..."}})
            replace_all(text, symbol, words);
    } else if (color_) {
        replace_all(text, "✓", "\x1b[32m✓\x1b[0m");
        replace_all(text, "✗", "\x1b[31m✗\x1b[0m");
    }
    return text;
}

void Console::say(std::string_view line) const {
    if (!quiet_) surroundings_.out << shown(line) << '\n';
}

void Console::say_more(std::string_view line) const {
    if (verbose_) say(line);
}

void Console::note(std::string_view line) const {
    if (!quiet_) complain(line);
}

void Console::complain(std::string_view line) const { surroundings_.err << shown(line) << '\n'; }

}  // namespace evolve::cli
