#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "evolve/graph/graph.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/lineage.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/present.hpp"

namespace evolve {

enum class Skipping : std::uint8_t { never, satisfied_steps };

/// Builds a plan leg by leg, following the schema as the database really has it. Graph and present
/// must outlive it.
class Planner {
public:
    Planner(const Graph& graph, const Present& present);

    /// Adds a leg; what is in its way here, if anything is. The planner is of no use after that.
    std::optional<NotHere> add(const Migration& migration, Direction direction, Skipping skipping);

    Plan finish(VersionOrNull from, VersionOrNull to, Skipping skipping) &&;

private:
    std::optional<Refusal> add_steps(std::vector<Step> steps, std::vector<bool> done,
                                     PlannedMigration& leg);
    void note_written(const PlannedMigration& leg, std::span<const Schema> before);
    void note_written(const Sql& step, const Schema& before);
    void note_returning(const Restore& restore, const PlannedMigration& leg, std::size_t place);
    [[nodiscard]] bool goes_back() const;
    void preserve();

    const Graph& graph_;
    const Present& present_;
    Plan plan_;
    Lineage lineage_;                 ///< from the database as it is to the steps so far
    std::set<Identifier> written_;    ///< tables that are written, by their present names
    std::set<Identifier> restored_;   ///< of these, those to which values return
    std::vector<Identifier> edited_;  ///< as in Present, by their names so far
    std::int64_t next_number_;        ///< of evolve_kept_N and evolve_new_N
};

}  // namespace evolve
