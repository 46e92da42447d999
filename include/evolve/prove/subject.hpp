#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/graph/path.hpp"
#include "evolve/graph/settings.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/run/run.hpp"

namespace evolve {

/// What carries plans out: `run`, but for tests that seed mistakes.
using Executor = std::function<Result<Receipt, RunError>(sqlite::Connection&, const Plan&,
                                                         const Managed&, const RunOptions&)>;

struct Profile;

/// The other ways on which a graph leads from where a migration begins to where it ends.
struct OtherWays {
    Graph graph;
    Managed managed;
    std::vector<Path> paths;
};

/// A migration on trial, with all that its states have in common. The graph holds this migration
/// alone: where it leads does not depend on what else there is. That the other ways lead to the
/// same rows is part of convergence.
struct Subject {
    Migration migration;
    Schema before;
    Schema after;
    StepClass step_class = StepClass::additive;
    Graph graph;
    Managed managed;
    std::uint64_t path_digest = 0;  ///< of the migration's canonical JSON: part of every seed
    std::shared_ptr<const OtherWays> other_ways = {};  ///< null: there are none
    std::shared_ptr<const Profile> profile = {};  ///< what states are to be like; null: anything
    Executor execute = run;

    [[nodiscard]] bool from_nothing() const { return !migration.from.has_value(); }
};

/// The migration must apply to `before`.
Subject make_subject(const Migration& migration, const Schema& before);

/// A migration of that graph, together with the other ways to its end. One of them that leads over
/// steps which change rows, or SQL, need not lead to the same rows as its schema does.
Subject make_subject(const Migration& migration, const Graph& graph, const Settings& settings);

}  // namespace evolve
