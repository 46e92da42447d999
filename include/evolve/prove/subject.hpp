#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/plan.hpp"
#include "evolve/plan/receipt.hpp"
#include "evolve/run/run.hpp"

namespace evolve {

/// What carries plans out: `run`, but for tests that seed mistakes.
using Executor = std::function<Result<Receipt, RunError>(sqlite::Connection&, const Plan&,
                                                         const Managed&, const RunOptions&)>;

/// A migration on trial, with all that its states have in common. The graph holds this migration
/// alone: where it leads does not depend on what else there is.
struct Subject {
    Migration migration;
    Schema before;
    Schema after;
    StepClass step_class = StepClass::additive;
    Graph graph;
    Managed managed;
    std::uint64_t path_digest = 0;  ///< of the migration's canonical JSON: part of every seed
    Executor execute = run;

    [[nodiscard]] bool from_nothing() const { return !migration.from.has_value(); }
};

/// The migration must apply to `before`.
Subject make_subject(const Migration& migration, const Schema& before);

}  // namespace evolve
