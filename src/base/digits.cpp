#include "evolve/base/digits.hpp"

#include <array>
#include <charconv>

namespace evolve {

std::string digits_of(double real) {
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), real).ptr;
    std::string text(buffer.data(), end);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

std::string hexadecimal(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (char byte : bytes) {
        const auto number = static_cast<unsigned char>(byte);
        text += digits[number >> 4];
        text += digits[number & 15];
    }
    return text;
}

}  // namespace evolve
