#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/position.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

// The databases in snapshots/ of a graph's directory, as states to check laws on.

/// The rows of each table that a state takes, from the first: what `evolve snapshot` makes has
/// less.
inline constexpr std::size_t most_rows_of_an_old_state = 1000;

/// States that differ from each a little.
inline constexpr std::size_t neighbours_of_an_old_state = 8;

/// One of them, and where it stands.
struct OldDatabase {
    std::string path;  ///< under the graph directory: "snapshots/2025.db"
    Position position;
};

/// All of them, in the order of their names. One that cannot be read is an error.
Result<std::vector<OldDatabase>, Explanation> old_databases(const std::string& directory,
                                                            const Graph& graph,
                                                            const Managed& managed);

/// Whether a database that stands there is a state of the migration: at the version before it, or
/// part-way in it.
bool is_state_of(const Position& position, const Subject& subject);

/// The states of those at the version before the migration, or part-way in it; each followed by its
/// neighbours, which are functions of the migration, the path and their number: "snapshots/a.db:3".
/// Each holds the managed tables, and virtual tables as far as their rows can be read.
Result<std::vector<KnownState>, Explanation> old_states(const std::string& directory,
                                                        const Graph& graph, const Managed& managed,
                                                        const Subject& subject);

/// The state at such an address, perhaps made smaller; nothing where it leads nowhere.
Result<std::optional<Instance>, Explanation> find_old_state(const std::string& directory,
                                                            const Graph& graph,
                                                            const Managed& managed,
                                                            const Subject& subject,
                                                            std::string_view address);

/// Whether an address is that of a state of snapshots/.
bool is_old_state(std::string_view address);

}  // namespace evolve
