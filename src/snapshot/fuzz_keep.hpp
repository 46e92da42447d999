#pragma once

#include <string>

#include "evolve/plan/report.hpp"
#include "snapshot/fuzz_case.hpp"
#include "snapshot/scratch_directory.hpp"

namespace evolve {

/// Keeps what a run found under the graph's directory: rows that break a law as the smallest state,
/// which `prove` tries first from then on; a file as it is. Of rows that crash nothing is kept:
/// they would crash this process too. Where it cannot be written, the find names no file.
void keep_find(const FuzzGround& ground, const FuzzCase& run, const std::string& directory,
               const ScratchDirectory& scratch, FuzzFind& find);

}  // namespace evolve
