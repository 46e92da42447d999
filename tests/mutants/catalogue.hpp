#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "evolve/prove/law.hpp"
#include "evolve/prove/subject.hpp"

// Mistakes that migrations and the programs that run them really make, each beside the correct
// version of the same work. The prover is worth what it finds of the first and lets pass of the
// second. docs/mutants.md is made from this list.

namespace evolve {

struct Mutant {
    std::string name;
    Subject (*migration)();  ///< what it is tried on
    Executor wrong;
    Executor right;  ///< the twin
    /// The class that the mistaken step says it has, where the mistake is there.
    std::optional<StepClass> claimed = std::nullopt;
};

/// All of them.
const std::vector<Mutant>& mutants();

/// The migration with the mistake in it, and without.
Subject wrong(const Mutant& mutant);
Subject right(const Mutant& mutant);

// The parts of the catalogue.
std::vector<Mutant> mutants_of_values();
std::vector<Mutant> mutants_of_rows();
std::vector<Mutant> mutants_of_schemas();
std::vector<Mutant> mutants_of_transactions();
std::vector<Mutant> mutants_of_complements();
std::vector<Mutant> mutants_of_rebuilds();
std::vector<Mutant> mutants_of_row_steps();
std::vector<Mutant> mutants_of_objects();
std::vector<Mutant> mutants_of_sql_steps();

}  // namespace evolve
