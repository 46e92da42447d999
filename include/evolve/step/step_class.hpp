#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace evolve {

/// What a step promises to keep (DESIGN section 3), from most to least. The words stand in graph
/// files and on the command line.
enum class StepClass : std::uint8_t {
    additive,  ///< all laws
    breaking,  ///< all but compatibility with the statements of old code
    lossy,     ///< some state has no faithful way back
};

constexpr std::string_view text_of(StepClass step_class) {
    switch (step_class) {
        case StepClass::additive: return "additive";
        case StepClass::breaking: return "breaking";
        case StepClass::lossy: return "lossy";
    }
    return "";
}

constexpr std::optional<StepClass> step_class_of(std::string_view text) {
    for (StepClass each : {StepClass::additive, StepClass::breaking, StepClass::lossy})
        if (text == text_of(each)) return each;
    return std::nullopt;
}

}  // namespace evolve
