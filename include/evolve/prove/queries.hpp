#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/graph/path.hpp"
#include "evolve/plan/queries.hpp"
#include "evolve/prove/prover.hpp"

namespace evolve {

struct QueryOptions {
    std::size_t states = 64;
    std::optional<std::uint64_t> seed{};  ///< nothing: made from the path
    const std::atomic<bool>* interrupted = nullptr;
    std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// Runs every statement of the script on every version of the path, on random states of the version
/// where it begins which are then migrated: each statement alone, and undone again. Parameters get
/// values of the state: of the column that has their name, where there is one. Rows count in their
/// order where the statement has an ORDER BY. What a statement writes is compared in the columns
/// that both versions have, but for those whose default is chance or a clock.
Result<QueriesReport, ProofStopped> try_queries(const Graph& graph, const VersionName& first,
                                                const Path& path, std::string_view script,
                                                const QueryOptions& options = {});

}  // namespace evolve
