#pragma once

#include "evolve/prove/chooser.hpp"
#include "evolve/prove/state.hpp"

namespace evolve {

/// Changes a little in the rows of a state: a value becomes a hazard, NULL or that of another row,
/// a row goes, or comes twice. Keys are left alone, but for a row that comes twice. Rows that the
/// schema then refuses are no part of the state.
void mutate_rows(State& state, Chooser& chooser);

}  // namespace evolve
