#pragma once

#include <nlohmann/json_fwd.hpp>

#include "codec/json_cursor.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/step.hpp"

namespace evolve::codec {

/// The step that stands at the cursor; any step, and a failed reading, where none does.
Step read_step(const JsonCursor& at);

/// The class that a word names; `additive`, and a failed reading, where it names none.
StepClass read_class(const JsonCursor& at);

/// The step in the form of graph files; definitions are quoted so.
nlohmann::ordered_json json_of(const Step& step, ddl::Quoting quoting);

}  // namespace evolve::codec
