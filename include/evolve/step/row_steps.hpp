#pragma once

#include "evolve/step/step.hpp"

namespace evolve {

/// Whether the step changes rows and leaves the schema as it is, so that history alone can tell
/// that it was done (DESIGN section 6.1).
bool changes_rows(const Step& step);
bool changes_rows(const std::vector<Step>& steps);

/// Whether history alone tells that it ran, wholly or not at all: a step that changes rows, or a
/// `sql` step, whatever it did (DESIGN section 6.1).
bool only_history_tells(const Step& step);
bool only_history_tells(const std::vector<Step>& steps);

/// Whether triggers fire when such a step runs: it says so, and its table has some for what it
/// does.
bool fires(const Step& step, const Schema& before);

/// The virtual tables that triggers would write to if they fired, but for indexes of the table
/// itself, which are kept in step without them.
std::vector<Identifier> left_out_of_step(const Step& step, const Schema& before);

/// Which such step of its migration it undoes; none on the way up.
RowStepNumber undoes(const Step& step);
/// The way back of such a step, as that of this one of its migration.
Step numbered(Step step, std::int64_t number);

/// The class of such a step where its migration made the table, and so every row of it: old code
/// knows none of them, and what the step says decides alone whether a rule refuses one.
StepClass class_in_new_table(const Step& step, const Schema& before);

}  // namespace evolve
