#pragma once

#include <vector>

#include "evolve/plan/upkeep.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Which indexes were in step with their sources before a migration. The indexes must outlive it.
class Upkeep {
public:
    Upkeep(sqlite::Connection& connection, const std::vector<IndexUpkeep>& indexes);

    /// Those that were, and are no more, or of which something is to be noted.
    [[nodiscard]] std::vector<const IndexUpkeep*> out_of_step(sqlite::Connection& connection) const;

private:
    std::vector<const IndexUpkeep*> in_step_;
};

}  // namespace evolve
