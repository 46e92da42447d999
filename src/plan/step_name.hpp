#pragma once

#include <string>

#include "evolve/step/step.hpp"

namespace evolve {

/// What the step is about: "tasks", "tasks.due_at".
std::string name_of(const Step& step);

}  // namespace evolve
