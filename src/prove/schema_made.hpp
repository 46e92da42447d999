#pragma once

#include <optional>
#include <string>

#include "evolve/prove/subject.hpp"

namespace evolve {

/// Why SQLite does not make a database of the schema before the migration or after it, or does not
/// take a step whatever the rows; or nothing.
/// It knows no functions and modules of a program's own.
std::optional<std::string> why_not_made(const Subject& subject);

}  // namespace evolve
