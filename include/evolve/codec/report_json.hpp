#pragma once

#include <string>

#include "evolve/plan/report.hpp"

namespace evolve {

/// The report as the one JSON document that a command prints with --json: two blanks a level, a
/// line end after the last line. docs/format.md names the keys, which always stand in its order;
/// the key of a thing that the command did not look at is absent. Bytes that are not UTF-8 are
/// replaced by U+FFFD.
std::string to_json(const Report& report);

}  // namespace evolve
