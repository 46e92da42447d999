#pragma once

#include <string>
#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/plan/proof.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

// States that once broke a law are kept in counterexamples/ of the graph, with their rows: an
// address would lead to another state as soon as the migration is corrected.

/// Keeps the state of a counterexample. The path of the file under `directory`, the graph's.
Result<std::string, FileError> keep_state(const std::string& directory, const Proof& proof,
                                          const Instance& instance);

/// The state that a file of that path under `directory` holds, as far as it fits the subject.
Result<KnownState, FileError> read_kept_state(const std::string& directory, const std::string& path,
                                              const Subject& subject);

/// All that are kept for the migration, in the order of their names.
Result<std::vector<KnownState>, FileError> kept_states(const std::string& directory,
                                                       const Subject& subject);

}  // namespace evolve
