#pragma once

#include "evolve/model/schema.hpp"

namespace evolve {

// The same with single quotes around each string that stands in double quotes. Which of them are
// strings depends on the columns of the table: SQLite takes "s" for a column where there is one of
// that name. The canonical form, and so the fingerprint, stays the same.

Table with_plain_strings(const Table& table);
Column with_plain_strings(Column column, const Table& table);
Index with_plain_strings(Index index, const Table& table);

/// What stands in double quotes in views and triggers is left as it is.
Schema with_plain_strings(Schema schema);

}  // namespace evolve
