#pragma once

// Internal to the prover: rows that a schema need not take.

#include <string>

#include "evolve/model/schema.hpp"
#include "evolve/sqlite/statement.hpp"

namespace evolve {

/// " RETURNING a, b" over the generated columns that are not stored: an INSERT or UPDATE that ends
/// so is refused where one of them has no value ("malformed JSON"), which SQLite would else say
/// only to whoever reads the row. Empty where there are none.
std::string returning_computed(const Table& table);

/// Whether a generated column or an index of the table computes anything. A BLOB is then no value
/// for it in a database of UTF-16: SQLite 3.40 reads it there as UTF-8 or as UTF-16, as functions
/// before it did, so that what could be computed when it was written cannot be when it is read.
bool computes(const Schema& schema, const Table& table);

/// Runs an INSERT or UPDATE of one row, which says OR ABORT, since a constraint may say ROLLBACK.
/// Whether the row is taken: a constraint may refuse it, or an expression of an index or a
/// generated column that has no value for it. All else that fails is thrown.
bool takes_row(sqlite::Statement& statement);

}  // namespace evolve
