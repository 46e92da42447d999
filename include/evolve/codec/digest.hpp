#pragma once

#include <string>

#include "evolve/graph/migration.hpp"

namespace evolve {

/// SHA-256 of the migration's canonical JSON (from, to, steps) in hexadecimal digits: the same
/// however the file spells it (blanks, quotes, keys that say the default), another for every other
/// migration that a file can hold.
std::string digest(const Migration& migration);

}  // namespace evolve
