#pragma once

#include <functional>
#include <vector>

#include "snapshot/fuzz_case.hpp"

namespace evolve {

/// How runs ended: one, or several of a pack that ended alike.
struct FuzzEnd {
    FuzzRuns runs{};
    FuzzOutcome outcome{};
};

/// Makes runs, together where they are several.
using FuzzRunner = std::function<FuzzOutcome(const FuzzRuns&)>;

/// Makes the runs together. Where that does not keep all laws they are halved again and again, down
/// to the runs that do not alone; where every half keeps them, it is what the runs do together.
std::vector<FuzzEnd> ends_of(const FuzzRuns& runs, const FuzzRunner& make);

}  // namespace evolve
