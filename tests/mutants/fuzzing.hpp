#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "evolve/prove/subject.hpp"
#include "mutants/catalogue.hpp"

namespace evolve {

/// Whether a graph and a file can hold the mistake: of a step, the graph says which class it has,
/// whatever a test claims.
bool is_reached_by_files(const Mutant& mutant);

/// A database of the old version with six plain rows in each table, such as people have: no values
/// that are there to break anything. Its bytes.
std::string plain_database(const Subject& subject);

/// What `fuzz` found around that database.
struct FoundByFuzzing {
    std::optional<std::string> cause{};  ///< the first one
    std::string address{};               ///< of it, with the seed
    std::size_t runs = 0;
    double cpu_seconds = 0;
};

/// Makes so many runs a seed, from the first seed on, until it finds something or so much processor
/// time is over. The executors are the subjects'. What the twin shows in the runs of the same seed
/// is no find: most executors have no guard, and a damaged file may be too much for them.
FoundByFuzzing fuzz_until_found(const Subject& subject, const Subject& twin, std::size_t runs,
                                std::uint64_t seed, double most_cpu_seconds);

/// What the runs of one seed find.
FoundByFuzzing fuzz_once(const Subject& subject, std::size_t runs, std::uint64_t seed);

}  // namespace evolve
