#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"

// All small cases, where random ones may miss the odd one: every kind of step on tables of two
// columns, each of one of the listed shapes, alone and with a child table.

namespace evolve {

/// The number of them, with those that are none because SQLite or the step refuses the table.
std::size_t small_subjects();

/// The subject of that number; nothing where there is none.
std::optional<Subject> small_subject(std::size_t number);

/// All states of it up to two rows over four values of the column that the step is about. A child
/// table has a row for each, and one without a parent.
std::vector<StatePtr> small_states(const Subject& subject);

}  // namespace evolve
