#include "prove/known_plans.hpp"

#include <utility>

#include "evolve/base/reversed.hpp"

namespace evolve {
namespace {

/// Of the part-way states of a migration there are many.
constexpr std::size_t most_plans = 64;

}  // namespace

std::shared_ptr<const Plan> KnownPlans::find(Direction direction, const Present& present) const {
    for (const Known& known : reversed(plans_))
        if (known.direction == direction && known.plan->before == present) return known.plan;
    return nullptr;
}

std::shared_ptr<const Plan> KnownPlans::add(Direction direction, Plan plan) {
    if (plans_.size() == most_plans) plans_.clear();
    plans_.push_back({direction, std::make_shared<const Plan>(std::move(plan))});
    return plans_.back().plan;
}

}  // namespace evolve
