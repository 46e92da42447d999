#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "evolve/base/explanation.hpp"
#include "evolve/base/result.hpp"
#include "evolve/graph/graph.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/report.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

inline constexpr std::size_t default_fuzz_runs = 5000;

/// How far it has come.
struct FuzzProgress {
    std::size_t runs = 0;
    std::size_t finds = 0;       ///< causes of finds
    std::size_t migrations = 0;  ///< that were travelled
    std::size_t refusals = 0;    ///< error codes that were met
};

struct FuzzOptions {
    std::size_t runs = default_fuzz_runs;
    std::optional<std::chrono::seconds> time{};  ///< ends after it, however many runs were made
    unsigned jobs = 1;                           ///< processes
    std::uint64_t seed = 1;
    std::string directory{};  ///< the graph's, in which finds are kept; empty: none is
    /// What carries migrations out: `run`, but for tests that seed mistakes.
    Executor execute = run;
    const std::atomic<bool>* interrupted = nullptr;
    std::function<void(const FuzzProgress&)> progress = {};
};

/// Searches around old databases for what breaks a migration. Each is brought to every version that
/// a path leads to, up and down; from there each run mutates it. Five of six runs mutate rows and
/// schema, most of them in packs that lie in one database, and hold the laws against a migration
/// from there (prove/trial.hpp). The others mutate the file: objects, rows, complements, then
/// bytes; it is migrated to another version and back, and either all is as it should be, or it is
/// refused with a documented code, and its bytes are what they were. A run that crashes or hangs is
/// a find too.
///
/// A run is a function of the seed, its number, the snapshots and the graph: the same number of
/// runs gives the same finds with any number of jobs. A find is made smaller until no mutation can
/// be left out; those of one cause are one find.
///
/// The error is that of a snapshot that cannot be read, or stands at no version.
Result<Fuzzing, Explanation> fuzz(const std::vector<std::string>& snapshots, const Graph& graph,
                                  const Managed& managed, const FuzzOptions& options);

/// One run again, as an address says: "123@0.2" is run 123 with its mutations 0 and 2 alone, "77.4"
/// are four runs of a pack together.
Result<Fuzzing, Explanation> fuzz_again(const std::vector<std::string>& snapshots,
                                        const Graph& graph, const Managed& managed,
                                        const std::string& address, const FuzzOptions& options);

}  // namespace evolve
