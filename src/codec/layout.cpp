#include "codec/layout.hpp"

#include <nlohmann/json.hpp>

namespace evolve::codec {

using nlohmann::ordered_json;

namespace {

std::string scalar(const ordered_json& value) {
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace

std::string one_line(const ordered_json& value) {
    if (!value.is_structured()) return scalar(value);
    std::string inside;
    for (const auto& [key, item] : value.items()) {
        if (!inside.empty()) inside += ", ";
        if (value.is_object()) inside += scalar(key) + ": ";
        inside += one_line(item);
    }
    return value.is_object() ? "{" + inside + "}" : "[" + inside + "]";
}

std::string lines(const std::vector<std::string>& items, std::string_view indentation) {
    std::string text;
    for (const std::string& item : items)
        text.append(text.empty() ? "\n" : ",\n").append(indentation).append(item);
    return text;
}

bool is_utf8(const ordered_json& value) {
    try {
        return !value.dump().empty();
    } catch (const ordered_json::type_error&) {  // which is what dump answers where it is not
        return false;
    }
}

}  // namespace evolve::codec
