#pragma once

#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"

namespace evolve {

/// An index of the rows of another table, which a migration has to leave in step with them if it
/// was (pitfall A15). No trigger fires while it runs, and nothing else tells the index.
struct IndexUpkeep {
    Identifier table;    ///< the virtual table that is the index
    std::string before;  ///< a statement that fails if the index is out of step; empty: it is not
    std::string after;   ///< the same when all steps have run; empty: `renewal` is to run anyway
    std::vector<std::string> renewal{};  ///< where it was in step before, and is not afterwards

    friend bool operator==(const IndexUpkeep&, const IndexUpkeep&) = default;
};

}  // namespace evolve
