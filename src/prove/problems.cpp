#include "prove/problems.hpp"

#include <algorithm>
#include <iterator>

namespace evolve {

std::string why(const RunError& error) {
    const Explanation explanation = explain(error);
    return explanation.step.empty() ? explanation.wrong
                                    : explanation.step + ": " + explanation.wrong;
}

std::optional<std::string> first_new(const Problems& before, const Problems& after) {
    Problems fresh;
    std::ranges::set_difference(after, before, std::back_inserter(fresh));
    if (fresh.empty()) return std::nullopt;
    return fresh.front();
}

}  // namespace evolve
