#pragma once

#include <utility>

#include "evolve/base/text.hpp"
#include "evolve/plan/plan.hpp"

namespace evolve {

/// A plan that may touch data. There is no other way to one than through its doors.
class ProvedPlan {
public:
    /// The loud way round: nothing was checked, and history records the reason.
    static ProvedPlan trust(Plan plan, Text reason) { return {std::move(plan), std::move(reason)}; }

    [[nodiscard]] const Plan& plan() const { return plan_; }
    /// For history: why it ran without evidence.
    [[nodiscard]] const Text& reason() const { return reason_; }

private:
    ProvedPlan(Plan plan, Text reason) : plan_(std::move(plan)), reason_(std::move(reason)) {}

    Plan plan_;
    Text reason_;
};

}  // namespace evolve
