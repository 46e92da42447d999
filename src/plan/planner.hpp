#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "evolve/graph/graph.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/present.hpp"

namespace evolve {

/// Columns of a table that steps added or dropped.
struct Touched {
    std::set<Identifier> added;
    std::set<Identifier> dropped;
    bool whole_table = false;  ///< the table itself came or went
};
using TouchedTables = std::map<Identifier, Touched>;

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
    std::optional<Refusal> add_step(const Step& step, PlannedMigration& leg);
    std::optional<Refusal> plan_keeps(PlannedMigration& leg, const Schema& before);
    void plan_restores(PlannedMigration& leg) const;
    [[nodiscard]] const KeptTable* kept_of(const Identifier& table, const PlannedMigration& leg,
                                           bool whole_table) const;
    void preserve();

    const Graph& graph_;
    const Present& present_;
    Plan plan_;
    TouchedTables touched_;         ///< by all legs
    TouchedTables touched_by_leg_;  ///< by the newest leg
    TouchedTables lost_by_leg_;     ///< of these, what must be kept
    std::int64_t next_kept_;
};

}  // namespace evolve
