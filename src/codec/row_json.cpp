#include "evolve/codec/row_json.hpp"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "codec/layout.hpp"
#include "codec/report_json_parts.hpp"
#include "codec/value_json.hpp"
#include "evolve/base/digits.hpp"
#include "evolve/model/affinity.hpp"

namespace evolve {
namespace codec {
namespace {

using nlohmann::ordered_json;
using Event = ordered_json::parse_event_t;

// A text of a database may be hostile: a level is a call when it is written and two blanks on
// every line, and a key is compared with all before it.
constexpr int most_levels = 64;
constexpr int most_keys = 10'000;

constexpr double beyond_64_bits = 0x1p63;

bool may_be_structured(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && (text[start] == '{' || text[start] == '[');
}

/// The JSON value that a text is, or nothing.
std::optional<ordered_json> parsed_json(std::string_view text) {
    int keys = 0;
    bool fits = true;
    const auto watch = [&](int depth, Event event, const ordered_json& value) {
        if (event == Event::key) ++keys;
        const bool opens = event == Event::object_start || event == Event::array_start;
        const bool too_deep = opens && depth >= most_levels;
        const bool rounded =
            value.is_number_float() && std::abs(value.get<double>()) >= beyond_64_bits;
        fits = fits && !too_deep && keys <= most_keys && !rounded;
        return fits;
    };
    ordered_json parsed = ordered_json::parse(text, watch, false);
    if (!fits || parsed.is_discarded()) return std::nullopt;
    return parsed;
}

ordered_json text_json(std::string_view text, const Text& declared_type) {
    if (detail::mentions(declared_type, "JSON") || may_be_structured(text))
        if (auto json = parsed_json(text)) return *std::move(json);
    if (!is_utf8(text)) return {{"$text", hexadecimal(text)}};
    return text;
}

ordered_json value_json(const SampleValue& each) {
    const auto* text = std::get_if<Text>(&each.value);
    return text != nullptr ? text_json(*text, each.type) : json_of(each.value);
}

}  // namespace

ordered_json json_of(const Sample& sample) {
    ordered_json row = ordered_json::object();
    for (const SampleValue& each : sample.values)
        row[std::string(each.column.view())] = value_json(each);
    return row;
}

}  // namespace codec

std::string row_json(const Sample& sample) { return codec::document(codec::json_of(sample)); }

}  // namespace evolve
