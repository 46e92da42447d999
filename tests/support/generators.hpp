#pragma once

#include <rapidcheck.h>

#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"
#include "support/printers.hpp"

// Random values of the language that the parser reads. They are functions that give a Gen and not
// specialisations of rc::Arbitrary, whose generator is made once for the whole process and so
// cannot depend on a schema.

namespace evolve {

/// Names of hazard: every kind of quote, dots, line ends, keywords, other alphabets, the empty one.
rc::Gen<Identifier> any_name();

/// A column for a table with these other columns, with any rule but PRIMARY KEY.
rc::Gen<Column> any_column(Identifier name, std::vector<Identifier> others);

/// A table that SQLite creates; its foreign keys refer to `parents`, to itself or to nothing.
rc::Gen<Table> any_table(Identifier name, std::vector<Identifier> parents);
rc::Gen<Table> any_table();

/// A schema that its own steps build from the empty one.
rc::Gen<Schema> any_schema();

/// A step that applies to the schema.
rc::Gen<Step> any_step(Schema before);

/// One that creates, drops or adds: it alters and renames nothing that is there.
rc::Gen<Step> any_plain_step(Schema before);

/// Steps of which each applies after those before it.
rc::Gen<std::vector<Step>> any_steps(Schema before);

/// The schema with its parts spelled otherwise, in ways that a fingerprint ignores.
rc::Gen<Schema> respelled(Schema schema);

}  // namespace evolve
