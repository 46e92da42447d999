#pragma once

#include "cli/commands/common.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/plan/report.hpp"
#include "evolve/prove/prover.hpp"

namespace evolve::cli {

/// Holds the laws against all states up to `--exhaustive` rows a table, at most `--cases` of them,
/// after saying how many they are. A state that breaks a law is kept in counterexamples/.
ProofReport exhausted(const Migration& migration, ProveOptions options, const Arguments& arguments,
                      const Loaded& loaded, const Surroundings& surroundings);

}  // namespace evolve::cli
