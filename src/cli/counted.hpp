#pragma once

#include <concepts>
#include <string>

namespace evolve::cli {

/// "1 row", "2 rows"
inline std::string counted(std::integral auto number, const std::string& word) {
    return std::to_string(number) + " " + word + (number == 1 ? "" : "s");
}

}  // namespace evolve::cli
