#include "evolve/plan/proved_plan.hpp"

#include "evolve/base/invariant.hpp"

namespace evolve {

Result<ProvedPlan, NotProved> ProvedPlan::from(Plan plan, const std::vector<Evidence>& evidence,
                                               const std::vector<EvidenceInputs>& needed,
                                               std::size_t cases) {
    EVOLVE_INVARIANT(needed.size() == plan.migrations.size());
    EVOLVE_INVARIANT(evidence.size() == plan.migrations.size());
    std::vector<Text> grounds;
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        const Migration& migration = plan.migrations[i].migration;
        if (auto lacking = insufficiency(evidence[i], needed[i], cases))
            return unexpected(NotProved{NotProved::Why::evidence_differs, migration.from,
                                        migration.to, Text(*lacking)});
        grounds.emplace_back(digest(evidence[i].inputs));
    }
    return ProvedPlan(std::move(plan), std::move(grounds));
}

ProvedPlan ProvedPlan::trust(Plan plan, const Text& reason) {
    std::vector<Text> grounds(plan.migrations.size(), reason);
    return {std::move(plan), std::move(grounds)};
}

}  // namespace evolve
