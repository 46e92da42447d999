#pragma once

// Internal: how the renames that a person decided on are done.

#include <vector>

#include "evolve/plan/schema_steps.hpp"

namespace evolve {

/// The steps of the renames, with what has to be out of their way first, and what the schema then
/// is. `open` has those that cannot be done.
struct Renamed {
    std::vector<Step> steps;
    Schema schema;
    std::vector<OpenDifference> open;
};

/// In their order, but that a name is free when it is given: what is to have another name itself
/// gives it up before, over a name in between where two change theirs; and what has that name and
/// is not renamed goes, since its name is another's in the wished schema `after`.
Renamed renamed(Schema before, const Schema& after, std::vector<Decisions::Rename> renames);

}  // namespace evolve
