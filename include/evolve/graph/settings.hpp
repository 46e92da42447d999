#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/text.hpp"
#include "evolve/step/step_class.hpp"

namespace evolve {

inline constexpr std::size_t default_cases = 512;

/// What graph.json says beside the versions.
struct Settings {
    Text project;
    Text database;  ///< as written, with its ~ and $VAR; empty: none is named
    StepClass allow = StepClass::additive;
    std::vector<Text> ignore;  ///< patterns of names that are never looked at
    bool history = true;
    std::size_t cases = default_cases;  ///< states that evidence has to have for each law

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// Whether a name matches a pattern: * stands for any run of characters, ? for one; ASCII case is
/// ignored, as SQLite ignores it in names.
bool matches(std::string_view pattern, std::string_view name);

}  // namespace evolve
