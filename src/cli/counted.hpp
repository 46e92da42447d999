#pragma once

#include <chrono>
#include <concepts>
#include <string>

namespace evolve::cli {

/// "1 row", "2 rows"
inline std::string counted(std::integral auto number, const std::string& word) {
    return std::to_string(number) + " " + word + (number == 1 ? "" : "s");
}

/// "0.4 s", rounded
inline std::string seconds(std::chrono::milliseconds time) {
    const auto tenths = (time.count() + 50) / 100;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

}  // namespace evolve::cli
