#pragma once

#include <cstddef>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/profile.hpp"
#include "evolve/prove/state.hpp"

namespace evolve {

/// A foreign key between tables of a schema, which are named by their places in it.
struct ParentReference {
    std::size_t child = 0;
    ForeignKey key;
    std::size_t parent = 0;
    std::vector<Identifier> parent_columns;  ///< as many as the key has
};

/// Those whose parent is there.
std::vector<ParentReference> parent_references(const Schema& schema);

/// The place of the column among those of the rows; behind the last one where it is not there.
std::size_t place_of(const RowsOf& rows, const Identifier& column);

/// Lets the rows of every table refer to rows of its parents, to nothing, and now and then, as in
/// real files, to rows that are not there. `tables` are those of the schema, in their order.
/// Where the profile, which may be null, knows a foreign key, as many refer to one row as there.
void refer_to_parents(const Schema& schema, std::vector<RowsOf>& tables, Chooser& chooser,
                      const Profile* profile = nullptr);

}  // namespace evolve
