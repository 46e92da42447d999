#pragma once

#include "evolve/sqlite/connection.hpp"

namespace evolve::sqlite {

/// From now on indexes, generated columns, CHECKs, defaults, views and triggers may call every
/// function that SQLite itself brings. SQLite 3.40 counts those for JSON among the unsafe ones, and
/// takes a schema whose index calls one for malformed
/// (docs/decisions/0015-functions-in-schemas.md).
void trust_functions(Connection& connection, Where where = Where::current());

/// Reads the schema, so that what is wrong with the file shows; with that trust, where it cannot be
/// read without.
void read_schema(Connection& connection, Where where = Where::current());

/// From now on a collation that SQLite does not know, as programs bring them, compares bytes as
/// BINARY does. For databases without rows of anyone's alone: in an index over rows that order
/// would be the wrong one.
void stand_in_for_collations(Connection& connection, Where where = Where::current());

/// Whether the failure is that a schema calls a function without that trust.
bool is_distrust(const Failure& failure);

}  // namespace evolve::sqlite
