#include "evolve/prove/value_text.hpp"

#include <cmath>

#include "evolve/base/digits.hpp"
#include "evolve/base/one_of.hpp"

namespace evolve {
namespace {

constexpr std::size_t longest = 60;

std::string hexadecimal(unsigned char byte) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {digits[byte >> 4], digits[byte & 15]};
}

std::string quoted(std::string_view bytes) {
    std::string result = "'";
    for (char byte : bytes.substr(0, longest)) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '\'')
            result += "''";
        else if (code < 0x20 || code == 0x7f)
            result += "\\x" + hexadecimal(code);
        else
            result += byte;
    }
    return result +
           (bytes.size() > longest ? "…' (" + std::to_string(bytes.size()) + " bytes)" : "'");
}

std::string written(double real) {
    if (std::isinf(real)) return real > 0 ? "Infinity" : "-Infinity";
    return digits_of(real);
}

std::string blob(std::string_view bytes) {
    std::string result = "x'";
    for (char byte : bytes.substr(0, longest / 2))
        result += hexadecimal(static_cast<unsigned char>(byte));
    return result +
           (bytes.size() > longest / 2 ? "…' (" + std::to_string(bytes.size()) + " bytes)" : "'");
}

}  // namespace

std::string text_of(const Value& value) {
    return std::visit(overloaded{
                          [](Null) { return std::string("NULL"); },
                          [](std::int64_t integer) { return std::to_string(integer); },
                          [](double real) { return written(real); },
                          [](const Text& text) { return quoted(text); },
                          [](const Blob& bytes) { return blob(bytes.bytes); },
                      },
                      value);
}

}  // namespace evolve
