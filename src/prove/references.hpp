#pragma once

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/profile.hpp"
#include "evolve/prove/state.hpp"

namespace evolve {

/// Lets the rows of every table refer to rows of its parents, to nothing, and now and then, as in
/// real files, to rows that are not there. `tables` are those of the schema, in their order.
/// Where the profile, which may be null, knows a foreign key, as many refer to one row as there.
void refer_to_parents(const Schema& schema, std::vector<RowsOf>& tables, Chooser& chooser,
                      const Profile* profile = nullptr);

}  // namespace evolve
