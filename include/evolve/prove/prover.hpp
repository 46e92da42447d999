#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/graph/settings.hpp"
#include "evolve/plan/proof.hpp"
#include "evolve/plan/shard.hpp"
#include "evolve/prove/law.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

inline constexpr std::size_t most_shrinking_runs = 2000;

/// How many times as many states as asked for are tried before the prover gives up on a law, where
/// the migration refuses most of them.
inline constexpr std::size_t most_extension = 16;

/// A state, and which of the choices that go by turns (the point of failure, the old statements) it
/// is tried with.
struct Instance {
    StatePtr state;
    std::uint64_t turn = 0;
};

/// A state that is tried before all others.
struct KnownState {
    std::string name;  ///< its address
    Instance instance;
    /// Of an old database: counted, and made smaller where it breaks a law. Else one that broke a
    /// law before, and is small.
    bool old = false;
};

struct ProveOptions {
    std::size_t cases = default_cases;    ///< states that each law is to be held against
    std::optional<std::uint64_t> seed{};  ///< nothing: made from the migration's digest
    unsigned jobs = 1;                    ///< processes; 0: in this one, for debugging and tests
    LawSet laws = LawSet::all();
    /// Of the blocks of states every `of`-th; each law is to be held against its share of `cases`.
    Shard shard{};
    std::vector<KnownState> known{};
    const std::atomic<bool>* interrupted = nullptr;
    std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// The proof could not be finished.
struct ProofStopped {
    enum class Cause : std::uint8_t {
        interrupted,
        worker_died,
        not_made,  ///< detail: why SQLite does not make the schema before or after the migration
    };
    Cause cause{};
    std::string detail{};
};

/// Checks the laws on random states, at least `cases` of them: on more where the migration refuses
/// some, until each law was held against so many. The same subject, seed and number of cases give
/// the same proof with any number of jobs.
Result<Proof, ProofStopped> prove(const Subject& subject, const ProveOptions& options = {});

/// The state at an address that a counterexample gave; nothing where the address leads nowhere.
std::optional<Instance> find_instance(const Subject& subject, std::string_view address,
                                      const ProveOptions& options = {});

/// Checks the laws on one state; `address` names it in the proof.
Result<Proof, ProofStopped> replay(const Subject& subject, const Instance& instance,
                                   std::string_view address, const ProveOptions& options = {});

/// The seed where none is given.
std::uint64_t default_seed(const Subject& subject);

/// The bytes of a database file that holds the state. Throws sqlite::Failure.
std::string database_of(const Subject& subject, const State& state);

}  // namespace evolve
