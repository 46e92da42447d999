#pragma once

#include <optional>
#include <string>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// Why SQLite would not take a step that computes values (of rows that it changes, by `fill` or by
/// `using`), whatever the rows: tried on an empty database of that schema, so that it is the
/// statement that fails and no row. A schema that SQLite alone cannot make, for want of a function
/// of a program's own, says nothing of it.
std::optional<std::string> refused_whatever_the_rows(const Step& step, const Schema& before);

/// That, or why SQLite would not add the column to a table with rows: tried on a scratch table of
/// one row. Nothing, where it would. Only a CHECK on the column alone needs it; what is wrong with
/// a step otherwise, the step's own rules say. A CHECK that reads other columns depends on their
/// rows and is passed over.
std::optional<std::string> rehearse(const Step& step, const Schema& before);

}  // namespace evolve
