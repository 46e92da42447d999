#pragma once

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A step that changes what a table is made of, or a name; whether it applies is for applied() to
/// say. To be called inside rc::gen::exec, with at least one table.
Step some_alteration(const Schema& before);

}  // namespace evolve
