#include "evolve/base/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace evolve {
namespace {

/// The fewest insertions, deletions and replacements that make one text of the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// How many letters a person mistypes in a word of that length.
std::size_t most_typos(std::string_view word) {
    return word.size() <= 4 ? 1 : word.size() < 12 ? 2 : 3;
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view asked,
                                        std::span<const std::string_view> candidates) {
    std::optional<std::string_view> best;
    std::size_t least = 0;
    for (std::string_view candidate : candidates) {
        const std::size_t distance = edit_distance(asked, candidate);
        if (best && distance >= least) continue;
        if (distance > most_typos(candidate)) continue;
        best = candidate;
        least = distance;
    }
    return best;
}

}  // namespace evolve
