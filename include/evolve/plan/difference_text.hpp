#pragma once

#include <string>
#include <vector>

#include "evolve/model/difference.hpp"

namespace evolve {

/// "STRICT", for a person.
std::string shown(const TableOptions& options);

/// The differences for a person, one a line in three aligned columns: the table or index, the part
/// of it, and what was expected and found.
std::vector<std::string> lines(const Difference& difference);

}  // namespace evolve
