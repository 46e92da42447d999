#pragma once

#include <optional>

#include "evolve/prove/prover.hpp"
#include "evolve/prove/scope.hpp"

namespace evolve {

/// The scope of a migration; stopped where SQLite does not make the schema before or after it.
Result<Scope, ProofStopped> scope_of(const Subject& subject, ScopeSize size,
                                     const ProveOptions& options);

/// What became of every state of a scope.
struct Exhausted {
    Proof proof;
    std::optional<Instance> counterexample{};  ///< the smallest, which has no address
};

/// Holds the laws that the migration's class claims against every state of the scope, which must be
/// that of the subject: each a database at the old version, in UTF-8, with a failure at one point
/// each, in turn. `options` says which laws, and with how many jobs.
Result<Exhausted, ProofStopped> prove_exhaustively(const Subject& subject, const Scope& scope,
                                                   const ProveOptions& options);

}  // namespace evolve
