#pragma once

#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/objects.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// Whether a change of that kind to rows of the table fires a trigger.
bool has_trigger(const Schema& schema, const Identifier& table, TriggerEvent event);

/// The tables that triggers of this one may write to, and those of these, whatever fires them: all
/// that their bodies name.
std::vector<Identifier> tables_fired_from(const Schema& schema, const Identifier& table);

}  // namespace evolve
