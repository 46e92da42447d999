#pragma once

#include <cstdint>
#include <string>

#include "cli/commands/common.hpp"
#include "evolve/prove/prover.hpp"

namespace evolve::cli {

/// What --seed says: a number, or another one each time.
std::uint64_t seed_of(const std::string& option);

/// What the options of `prove` ask for, and graph.json where they say nothing.
ProveOptions prove_options(const Arguments& arguments, const Loaded& loaded);

}  // namespace evolve::cli
