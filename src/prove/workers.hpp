#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/trial.hpp"

namespace evolve {

/// What a worker tells of one unit. Of fixed size, so that it goes through a pipe in one piece.
struct UnitResult {
    std::uint64_t unit = 0;
    std::uint64_t rows = 0;
    std::uint64_t rows_rejected = 0;
    std::uint16_t laws_checked = 0;    ///< bit n: law n
    std::uint16_t laws_concerned = 0;  ///< those of them that the states had something for
    bool refused = false;
    bool broken = false;
};

/// What there is to tell of a verdict.
UnitResult result_of(std::size_t unit, const Verdict& verdict);

/// Whether the bits of a result name the law.
bool has(std::uint16_t bits, Law law);

/// The laws that the migration's class claims, of those that are asked for.
LawSet laws_to_hold(const Subject& subject, const ProveOptions& options);

/// The units of a schedule from `first` up to `end`.
struct UnitRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

/// Runs `work` on every unit of the range in so many processes (0: in this one) and gives the
/// results in the order of units. After a broken unit only those before it are still of interest,
/// and the others may be missing. A process that dies takes only itself along.
Result<std::vector<UnitResult>, ProofStopped> run_units(
    UnitRange units, const ProveOptions& options,
    const std::function<UnitResult(std::size_t)>& work);

}  // namespace evolve
