#include "codec/value_json.hpp"

#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "codec/layout.hpp"
#include "evolve/base/digits.hpp"
#include "evolve/base/one_of.hpp"

namespace evolve::codec {
namespace {

using nlohmann::ordered_json;

std::optional<std::string> bytes_of(std::string_view digits) {
    std::string bytes;
    if (digits.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        unsigned byte = 0;
        const char* const end = digits.data() + i + 2;
        if (std::from_chars(digits.data() + i, end, byte, 16).ptr != end) return std::nullopt;
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

Value fail(const JsonCursor& at, std::string_view expected) {
    at.fail({.fault = FileFault::wrong_value, .expected = expected, .found = Text(at.shown())});
    return Null();
}

Value read_marked(const JsonCursor& at) {
    const auto entry = at.only_entry();
    if (!entry) return Null();
    const auto& [mark, inside] = *entry;
    const std::string text = inside.text();
    if (mark == "$real" && (text == "Infinity" || text == "-Infinity")) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return text.front() == '-' ? -infinity : infinity;
    }
    const auto bytes = bytes_of(text);
    if (bytes && mark == "$text") return Text(*bytes);
    if (bytes && mark == "$blob") return Blob{Text(*bytes)};
    return fail(at, "{\"$real\": \"Infinity\"}, {\"$text\": HEX} or {\"$blob\": HEX}");
}

}  // namespace

ordered_json json_of(const Value& value) {
    const auto real_json = [](double real) -> ordered_json {
        if (std::isinf(real)) return {{"$real", real > 0 ? "Infinity" : "-Infinity"}};
        return real;
    };
    const auto text_json = [](const Text& text) -> ordered_json {
        if (text.view().find('\0') != std::string_view::npos || !is_utf8(text.view()))
            return {{"$text", hexadecimal(text)}};
        return text.view();
    };
    return std::visit(overloaded{
                          [](Null) { return ordered_json(nullptr); },
                          [](std::int64_t integer) { return ordered_json(integer); },
                          real_json,
                          text_json,
                          [](const Blob& blob) -> ordered_json {
                              return {{"$blob", hexadecimal(blob.bytes)}};
                          },
                      },
                      value);
}

Value read_value(const JsonCursor& at) {
    if (at.is_null()) return Null();
    if (at.is_text()) return Text(at.text());
    if (at.is_real()) return at.real();
    if (at.is_number()) return at.integer();
    return read_marked(at);
}

}  // namespace evolve::codec
