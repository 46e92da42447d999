#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "evolve/prove/state.hpp"

namespace evolve {

/// A state that was made smaller, and the way there: which candidate was taken each time.
struct Shrunk {
    StatePtr state;
    std::vector<std::size_t> way;
    std::size_t runs = 0;
};

/// The smallest state that still fails, within so many runs of the test: fewer rows first, then a
/// plainer database, then plainer values. Candidates are computed one by one as they are asked for;
/// the same test gives the same state.
Shrunk shrink(const StatePtr& state, const std::function<bool(const StatePtr&)>& fails,
              std::size_t most_runs);

/// The state at the end of a way that shrink() went; nothing if it leads nowhere.
std::optional<StatePtr> follow(const StatePtr& state, const std::vector<std::size_t>& way);

}  // namespace evolve
