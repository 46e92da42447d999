#pragma once

#include <cstddef>

#include "evolve/prove/subject.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Deletes rows of a random database, inside its transaction, that the rest of the migration would
/// refuse, as far as that is known beforehand. Gives their number.
std::size_t take_out_contradictions(sqlite::Connection& connection, const Subject& subject);

}  // namespace evolve
