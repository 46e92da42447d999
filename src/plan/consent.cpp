#include "evolve/plan/consent.hpp"

#include <algorithm>

namespace evolve {

Result<Done, NeedsConsent> consent(const Plan& plan, StepClass allowed) {
    for (const PlannedMigration& migration : plan.migrations) {
        const bool down = migration.direction == Direction::down;
        const StepClass enough = down ? std::max(allowed, StepClass::breaking) : allowed;
        for (const PlannedStep& step : migration.steps)
            if (!step.already_there && step.step_class > enough)
                return unexpected(NeedsConsent{step.step_class, Text(step.wording.plan),
                                               migration.from(), migration.to()});
    }
    return Done();
}

}  // namespace evolve
