#pragma once

#include "evolve/sqlite/where.hpp"

struct sqlite3;

namespace evolve::sqlite {

/// Prepares a handle for a file that may come from anyone (https://sqlite.org/security.html):
/// defensive mode, no trusted schema, no extensions, no ATTACH (nor VACUUM, which attaches), no
/// triggers but TEMP ones. Does not touch the file.
void harden(sqlite3* handle, Where where);

}  // namespace evolve::sqlite
