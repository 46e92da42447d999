#pragma once

#include <string>
#include <vector>

#include "evolve/prove/chooser.hpp"
#include "evolve/prove/schedule.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

// Each says what it did, in words; nothing where it found nothing to change.

/// Values that steps ask for: of each table of a state the columns.
using WantedValues = std::vector<std::vector<std::vector<Value>>>;

/// Changes a little in the rows of a state: a value becomes a hazard, NULL or that of another row,
/// a row goes, or comes twice. Keys are left alone, but for a row that comes twice. Rows that the
/// schema then refuses are no part of the state. Some values are those wanted, if there are any.
std::string mutate_rows(State& state, Chooser& chooser, const WantedValues& wanted = {});

/// The values that steps name beside the columns of the state, as the prover's generator has them.
WantedValues wanted_values(const Subject& subject, const State& state);

/// Changes what kind of database it is: part-way, another encoding or order of columns, with
/// objects that are not managed or without; as far as the prover's schedule of the migration does,
/// too.
std::string mutate_shape(State& state, const Schedule& schedule, Chooser& chooser);

}  // namespace evolve
