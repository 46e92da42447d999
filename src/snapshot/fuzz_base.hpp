#pragma once

// Internal to fuzzing: what runs begin with.

#include <memory>
#include <string>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"
#include "prove/own_keys.hpp"
#include "snapshot/mutation.hpp"

namespace evolve {

/// An old database at one version.
struct FuzzBase {
    std::string snapshot;  ///< its path
    VersionName version;
    std::vector<std::string> files;  ///< its bytes: as it is, with small pages, in UTF-16
};

/// A migration that states of a base go through.
struct StateTarget {
    std::size_t base = 0;
    std::shared_ptr<const Subject> subject;
    std::shared_ptr<const Schedule> shapes;  ///< the prover's, to take shapes from
    StatePtr state;
    OwnKeys own_keys;     ///< where it shares a database with others
    WantedValues wanted;  ///< by the steps of the migration
};

/// A version to which files of a base are brought, and back.
struct FileTarget {
    std::size_t base = 0;
    VersionName to;
    bool up = true;
};

/// All that runs can begin with.
struct FuzzBases {
    std::vector<FuzzBase> bases;
    std::vector<StateTarget> states;
    std::vector<FileTarget> files;
};

/// Brings each snapshot to every version that is above or below its own, as far as the migrations
/// on the way do not refuse it.
Result<FuzzBases, Explanation> fuzz_bases(const std::vector<std::string>& snapshots,
                                          const Graph& graph, const Managed& managed,
                                          const Executor& execute);

}  // namespace evolve
