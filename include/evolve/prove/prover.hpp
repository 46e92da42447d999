#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/plan/proof.hpp"
#include "evolve/prove/law.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// The laws as they are held now. Evidence names it; a law that asks for more needs a new number.
inline constexpr int laws_version = 1;

inline constexpr std::size_t default_cases = 512;
inline constexpr std::size_t most_shrinking_runs = 2000;

struct ProveOptions {
    std::size_t cases = default_cases;
    std::optional<std::uint64_t> seed{};  ///< nothing: made from the migration's digest
    unsigned jobs = 1;                    ///< processes; 0: in this one, for debugging and tests
    LawSet laws = LawSet::all();
    const std::atomic<bool>* interrupted = nullptr;
    std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// The proof could not be finished.
struct ProofStopped {
    enum class Cause : std::uint8_t { interrupted, worker_died };
    Cause cause{};
    std::string detail{};
};

/// Checks the laws on random states. The same subject, seed and number of cases give the same proof
/// with any number of jobs.
Result<Proof, ProofStopped> prove(const Subject& subject, const ProveOptions& options = {});

/// Checks them on the one state of an address that a counterexample gave; nothing where the address
/// leads nowhere.
std::optional<Proof> replay(const Subject& subject, std::string_view address,
                            const ProveOptions& options = {});

/// The seed where none is given.
std::uint64_t default_seed(const Subject& subject);

}  // namespace evolve
