#pragma once

#include <span>

#include "evolve/model/affinity.hpp"
#include "evolve/model/value.hpp"

namespace evolve {

/// Values that broke real migrations: boundaries of every integer and floating width, numbers that
/// look like text and text that looks like numbers, NUL bytes, invalid UTF-8, case and blank twins,
/// dates, JSON, the empty and the long. The one list of them; a value of each is written down in
/// hazards.cpp with its reason.
std::span<const Value> hazards();

/// Those whose storage class is the natural one for the affinity.
std::span<const Value> hazards(Affinity affinity);

/// Whether the value is one of the list.
bool is_hazard(const Value& value);

}  // namespace evolve
