#include "run/upkeep.hpp"

#include "evolve/introspect/health.hpp"

namespace evolve {
Upkeep::Upkeep(sqlite::Connection& connection, const std::vector<IndexUpkeep>& indexes) {
    for (const IndexUpkeep& index : indexes)
        if (index.before.empty() || introspect::agrees(connection, index.before))
            in_step_.push_back(&index);
}

std::vector<const IndexUpkeep*> Upkeep::out_of_step(sqlite::Connection& connection) const {
    std::vector<const IndexUpkeep*> found;
    for (const IndexUpkeep* index : in_step_)
        if (index->after.empty() || !introspect::agrees(connection, index->after))
            found.push_back(index);
    return found;
}

}  // namespace evolve
