#include "evolve/ddl/value_literal.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve::ddl {
namespace {

/// The shortest digits that read back the same, with a point or exponent: else it is an integer.
std::string of_real(double real) {
    if (std::isinf(real)) return real > 0 ? "9e999" : "-9e999";
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), real).ptr;
    std::string text(buffer.data(), end);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

/// A NUL would end the statement.
std::string of_text(std::string_view text) {
    std::string result;
    while (true) {
        const auto end = text.find('\0');
        result += string_literal(text.substr(0, end));
        if (end == std::string_view::npos) return result;
        result += " || char(0) || ";
        text.remove_prefix(end + 1);
    }
}

std::string of_blob(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string result = "x'";
    for (char byte : bytes) {
        const auto number = static_cast<unsigned char>(byte);
        result += digits[number >> 4];
        result += digits[number & 15];
    }
    return result + "'";
}

}  // namespace

std::string literal(const Value& value) {
    return std::visit(overloaded{
                          [](Null) { return std::string("NULL"); },
                          [](std::int64_t integer) { return std::to_string(integer); },
                          [](double real) { return of_real(real); },
                          [](const Text& text) { return of_text(text); },
                          [](const Blob& blob) { return of_blob(blob.bytes); },
                      },
                      value);
}

}  // namespace evolve::ddl
