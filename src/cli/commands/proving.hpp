#pragma once

#include <string>

#include "cli/commands/common.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/plan/causes.hpp"
#include "evolve/plan/evidence.hpp"
#include "evolve/prove/prover.hpp"

namespace evolve::cli {

/// A migration of the graph as the prover takes it.
Subject subject_of(const Migration& migration, const Loaded& loaded);

/// What its evidence has to be made of here and now.
EvidenceInputs inputs_of(const Migration& migration, const Loaded& loaded);

/// Why a proof was not finished.
NotProved stopped(const Migration& migration, const ProofStopped& stop);

/// One process for each processor.
unsigned processors();

/// Proves one migration, with progress on a terminal. The states that once broke a law are tried
/// first.
Result<ProofReport, NotProved> prove_one(const Migration& migration, ProveOptions options,
                                         const Loaded& loaded, const Arguments& arguments,
                                         const Surroundings& surroundings);

/// Why the proof does not let the migration run, or nothing.
std::optional<NotProved> failing(const Proof& proof);

/// The command that shows the counterexample of a proof again.
std::string replay_command(const Proof& proof, const Arguments& arguments);

}  // namespace evolve::cli
