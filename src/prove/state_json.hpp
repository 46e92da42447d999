#pragma once

#include <string>
#include <string_view>

#include "evolve/base/result.hpp"
#include "evolve/codec/file_error.hpp"
#include "evolve/plan/proof.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

struct FoundState {
    const Proof& proof;  ///< with the counterexample that the state is
    const Instance& instance;
};

/// A state as its file holds it (docs/format.md).
std::string state_json(const FoundState& found);

/// Strict. Of the steps that are done already, those that the migration has no more are left out.
Result<Instance, FileError> parse_state(std::string_view text, std::string_view file,
                                        const Subject& subject);

}  // namespace evolve
