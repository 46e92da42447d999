#pragma once

#include <vector>

#include "evolve/prove/state.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/prove/subject.hpp"
#include "prove/references.hpp"

namespace evolve {

/// Moves states that were not made for packs, such as those of old databases, into one: every slot
/// has keys and unique values of its own, and what refers to them goes along. What a slot makes
/// equal to a value of another all the same (a key close to the largest integer) the database does
/// not take twice, and it is then no part of the second state.
class OwnKeys {
public:
    OwnKeys() = default;
    /// For states that have the tables and columns of this one, in its order.
    OwnKeys(const Subject& subject, const State& state);

    /// Slot 0 leaves all as it is.
    void move(State& state, const Slot& slot) const;

private:
    void move_along(const ParentReference& reference, const State& state, const Identifier& child,
                    const Identifier& parent);

    std::vector<std::vector<bool>> moves_{};  ///< of each table the columns
};

}  // namespace evolve
