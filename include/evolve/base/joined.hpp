#pragma once

#include <string>
#include <string_view>

namespace evolve {

/// The texts with the separator between them.
template <class Texts>
std::string joined(const Texts& texts, std::string_view separator = ", ") {
    std::string result;
    bool first = true;
    for (const auto& text : texts) {
        if (!first) result += separator;
        first = false;
        result += text;
    }
    return result;
}

/// What `text`, a function or a member of the parts, makes of each of them, with ", " between them.
template <class Parts, class ToText>
    requires(!requires(ToText text) { std::string_view(text); })
std::string joined(const Parts& parts, ToText text) {
    std::string result;
    bool first = true;
    for (const auto& part : parts) {
        if (!first) result += ", ";
        first = false;
        if constexpr (requires { text(part); })
            result += text(part);
        else
            result += (part.*text)();
    }
    return result;
}

}  // namespace evolve
