#pragma once

#include <string>
#include <vector>

#include "evolve/plan/report.hpp"

namespace evolve {

/// Proofs as a JUnit XML document, which every CI service shows: a suite a migration, a case a law.
std::string junit_xml(const std::vector<ProofReport>& proofs);

}  // namespace evolve
