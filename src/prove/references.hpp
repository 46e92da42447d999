#pragma once

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/state.hpp"

namespace evolve {

/// Lets the rows of every table refer to rows of its parents, to nothing, and now and then, as in
/// real files, to rows that are not there. `tables` are those of the schema, in their order.
void refer_to_parents(const Schema& schema, std::vector<RowsOf>& tables, Chooser& chooser);

}  // namespace evolve
