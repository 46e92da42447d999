#pragma once

#include <string>

#include "evolve/model/value.hpp"

namespace evolve {

/// A value for a person, so that two that differ look different: text in quotes with its control
/// characters escaped, blobs in hexadecimal, reals so that they read back the same. Long ones are
/// cut.
std::string text_of(const Value& value);

}  // namespace evolve
