#pragma once

#include <rapidcheck.h>

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A step that applies to the schema and makes or drops a view, trigger or virtual table.
rc::Gen<Step> any_object_step(Schema before);

/// A step that makes what the whole language has: such a table, index or generated column, or a
/// view, trigger or virtual table, which it may drop too. Whether it applies is for applied() to
/// say. Drawn inside rc::gen::exec; there must be a table.
Step some_language_step(const Schema& before);

}  // namespace evolve
