#pragma once

#include "evolve/sqlite/where.hpp"

struct sqlite3;

namespace evolve::sqlite {

/// Whether a -wal file with content lies beside the database. Asks the VFS and not the file system,
/// so that it holds for injected ones; a VFS that also reports empty files only makes us stricter.
bool has_wal_content(sqlite3* handle);

/// Whether SQLite, when the last connection closes, copies the -wal file into the database and
/// removes it, as it does by default.
enum class WalOnClose { keep, checkpoint };

void set_wal_on_close(sqlite3* handle, WalOnClose choice, Where where);

}  // namespace evolve::sqlite
