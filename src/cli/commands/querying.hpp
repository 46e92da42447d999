#pragma once

#include "cli/commands/common.hpp"

namespace evolve::cli {

/// Runs the statements of the file that --queries names on the versions between --from (else the
/// first) and --to (else the newest).
Report try_queries(const Arguments& arguments, const Loaded& loaded,
                   std::optional<std::uint64_t> seed, const Surroundings& surroundings);

}  // namespace evolve::cli
