#pragma once

#include <rapidcheck.h>

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A step that applies to the schema and makes or drops a view, trigger or virtual table.
rc::Gen<Step> any_object_step(Schema before);

}  // namespace evolve
