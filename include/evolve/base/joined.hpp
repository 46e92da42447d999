#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace evolve {

/// What `text` makes of each part, with the separator between them.
template <class Parts, class ToText = std::identity>
std::string joined(const Parts& parts, ToText text = {}, std::string_view separator = ", ") {
    std::string result;
    bool first = true;
    for (const auto& part : parts) {
        if (!first) result += separator;
        first = false;
        result += std::invoke(text, part);
    }
    return result;
}

}  // namespace evolve
