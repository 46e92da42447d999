#pragma once

#include "evolve/base/result.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/step/step_class.hpp"

namespace evolve {

/// Whether every step of the plan is of an allowed class. A plan that goes down has the consent to
/// breaking steps in its direction.
Result<Done, NeedsConsent> consent(const Plan& plan, StepClass allowed);

}  // namespace evolve
