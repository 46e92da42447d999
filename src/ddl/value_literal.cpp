#include "evolve/ddl/value_literal.hpp"

#include <cmath>

#include "evolve/base/digits.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve::ddl {
namespace {

std::string of_real(double real) {
    if (std::isinf(real)) return real > 0 ? "9e999" : "-9e999";
    return digits_of(real);
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

}  // namespace

std::string literal(const Value& value) {
    return std::visit(overloaded{
                          [](Null) { return std::string("NULL"); },
                          [](std::int64_t integer) { return std::to_string(integer); },
                          [](double real) { return of_real(real); },
                          [](const Text& text) { return of_text(text); },
                          [](const Blob& blob) { return "x'" + hexadecimal(blob.bytes) + "'"; },
                      },
                      value);
}

}  // namespace evolve::ddl
