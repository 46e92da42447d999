#pragma once

#include <rapidcheck.h>

#include <optional>

#include "evolve/graph/migration.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// A migration and the schema that it starts from.
struct MigrationCase {
    Migration migration;
    Schema before;
};

/// One to six steps of all kinds that `applied` takes, on a schema of up to four tables: foreign
/// keys that fit a key of their parent (of several columns, to the table itself, in circles, with
/// any action and deferral), CHECKs, UNIQUE and unique indexes, AUTOINCREMENT, DESC and COLLATE,
/// keys of text and of several columns, names of hazard; in one schema of three also generated
/// columns, STRICT, WITHOUT ROWID, partial and expression indexes, views, triggers and virtual
/// tables. Now and then it starts from nothing.
///
/// Added columns hold what a correct step needs: their own CHECKs take the default. A CHECK on
/// another column may refuse rows, which its class says. Nothing where no such steps were found.
rc::Gen<std::optional<MigrationCase>> any_migration_case();

}  // namespace evolve
