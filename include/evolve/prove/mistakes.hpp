#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "evolve/plan/selftest.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/subject.hpp"

// Mistakes that migrations really make, put behind a migration's own work. A proof is worth what it
// would find of them.

namespace evolve {

/// One of them, as it would be made in this migration.
struct Mistake {
    std::string name;   ///< "text is trimmed"
    std::string where;  ///< "tasks.title"; empty: the database
    /// What carries plans out: the migration's own executor, and then the mistake.
    Executor execute;
    /// Whether a run has changed anything by it so far.
    std::shared_ptr<bool> made;
};

/// Those that the migration leaves room for, each once: in a table and a column that it touches,
/// where there is one that fits.
std::vector<Mistake> mistakes_for(const Subject& subject);

struct SelftestOptions {
    std::size_t cases = default_cases;  ///< states of the proof that is tested
    std::optional<std::uint64_t> seed{};
    const std::atomic<bool>* interrupted = nullptr;
    std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// Makes each mistake, one after the other, and looks whether a proof of so many states, with that
/// seed, would find it.
Result<Selftest, ProofStopped> selftest(const Subject& subject, const SelftestOptions& options);

}  // namespace evolve
