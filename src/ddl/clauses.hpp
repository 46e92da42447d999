#pragma once

// Internal to the writer: the optional clauses that hold no name, each with the blank before it, or
// empty.

#include <string>
#include <string_view>

#include "evolve/model/constraint.hpp"
#include "evolve/model/objects.hpp"

namespace evolve::ddl {

std::string_view clause(SortOrder order);
std::string_view clause(OnConflict action);
std::string_view clause(Deferral deferral);
std::string_view clause(GeneratedStorage storage);
std::string_view clause(TriggerTime time);
std::string_view clause(TriggerEvent event);

/// " ON DELETE CASCADE"; the event is DELETE or UPDATE.
std::string clause(std::string_view event, ForeignKeyAction action);

}  // namespace evolve::ddl
