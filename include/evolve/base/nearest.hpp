#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace evolve {

/// The candidate that a person most likely meant: the one of least edit distance, if that is no
/// more than one to three letters, by its length.
std::optional<std::string_view> nearest(std::string_view asked,
                                        std::span<const std::string_view> candidates);

}  // namespace evolve
