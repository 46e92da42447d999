#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "evolve/plan/plan.hpp"

namespace evolve {

/// Plans that were made for one subject, in one direction each. A plan depends on nothing else but
/// what is there, and to compare that costs a hundredth of making one.
class KnownPlans {
public:
    /// The plan that was made for the same, or null.
    [[nodiscard]] std::shared_ptr<const Plan> find(Direction direction,
                                                   const Present& present) const;
    std::shared_ptr<const Plan> add(Direction direction, Plan plan);

private:
    struct Known {
        Direction direction;
        std::shared_ptr<const Plan> plan;
    };

    std::vector<Known> plans_;  ///< the newest last
};

}  // namespace evolve
