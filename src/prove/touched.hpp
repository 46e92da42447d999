#pragma once

#include <cstddef>
#include <vector>

#include "evolve/prove/contents.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// What is in both schemas and is touched by none of these steps of the migration. A column that
/// is dropped and added again is in both, and yet another one.
std::vector<TableView> untouched_views(const Schema& one, const Schema& other,
                                       const Subject& subject,
                                       const std::vector<std::size_t>& steps);

}  // namespace evolve
