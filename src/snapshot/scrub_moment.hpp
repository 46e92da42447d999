#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "snapshot/characters.hpp"
#include "snapshot/permutation.hpp"

namespace evolve {

/// Scrubs what has the shape of a date (2026-11-24) or of a time (10:15:02, 10:15) at a place where
/// digits begin. Where it ends, or 0 where there is none. A date that is one stays one, of its
/// year; what only has the shape never becomes one.
std::size_t scrub_moment(std::vector<Character>& characters, std::size_t at,
                         const Permutation& permutation, const std::string& choice);

}  // namespace evolve
