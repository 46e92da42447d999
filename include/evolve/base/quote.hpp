#pragma once

#include <string>
#include <string_view>

namespace evolve {

/// The text between two quotes of that kind, those inside it doubled.
inline std::string quoted(std::string_view text, char quote) {
    std::string result;
    result.reserve(text.size() + 2);
    result += quote;
    for (char byte : text) {
        if (byte == quote) result += quote;
        result += byte;
    }
    result += quote;
    return result;
}

}  // namespace evolve
