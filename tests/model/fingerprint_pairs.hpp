#pragma once

#include <string_view>
#include <vector>

// Two schemas that are one for a fingerprint, or two (DESIGN section 4, "Fingerprint").

namespace evolve {

struct Pair {
    std::string_view a;
    std::string_view b;
};

const std::vector<Pair>& pairs_that_are_equal();
const std::vector<Pair>& pairs_that_differ();

}  // namespace evolve
