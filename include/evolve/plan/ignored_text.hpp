#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evolve/model/ignored_difference.hpp"

namespace evolve {

/// "column order"
std::string_view text_of(IgnoredKind kind);

/// "table tasks: column order: expected a, b, found b, a". Of a long list only the stretch that
/// differs.
std::string in_words(const IgnoredDifference& difference);

/// A line a kind: "column order differs in tasks, notes".
std::vector<std::string> summary(const std::vector<IgnoredDifference>& differences);

/// A line each, and of many the number of those left out.
std::vector<std::string> lines(const std::vector<IgnoredDifference>& differences);

}  // namespace evolve
