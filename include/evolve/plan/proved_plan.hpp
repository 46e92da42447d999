#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/base/text.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/evidence.hpp"
#include "evolve/plan/plan.hpp"

namespace evolve {

/// A plan that may touch data. There is no other way to one than through its two doors.
class ProvedPlan {
public:
    /// With evidence for each of its migrations, in their order: fresh or recorded, it must have
    /// the inputs that are needed and say that each law was kept in so many states.
    static Result<ProvedPlan, NotProved> from(Plan plan, const std::vector<Evidence>& evidence,
                                              const std::vector<EvidenceInputs>& needed,
                                              std::size_t cases);

    /// The loud way round: nothing was checked, and history records the reason.
    static ProvedPlan trust(Plan plan, const Text& reason);

    [[nodiscard]] const Plan& plan() const { return plan_; }

    /// For history, of each migration: the digest of the evidence, or why it ran without.
    [[nodiscard]] const std::vector<Text>& grounds() const { return grounds_; }

private:
    ProvedPlan(Plan plan, std::vector<Text> grounds)
        : plan_(std::move(plan)), grounds_(std::move(grounds)) {}

    Plan plan_;
    std::vector<Text> grounds_;
};

}  // namespace evolve
