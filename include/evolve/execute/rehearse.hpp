#pragma once

#include <optional>
#include <string>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// Why SQLite would not take a step that changes rows, whatever the rows: tried on an empty
/// database of that schema. And why it would not add the column to a table with rows: tried on a
/// scratch table of one row. Nothing, where it would. Only a CHECK on the column alone needs it;
/// what it is wrong with a step otherwise, the step's own rules say. A CHECK that reads other
/// columns depends on their rows and is passed over.
std::optional<std::string> rehearse(const Step& step, const Schema& before);

}  // namespace evolve
