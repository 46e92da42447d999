#pragma once

#include <string>

namespace evolve::sqlite {

/// The name of a VFS that does all that `vfs` does (empty: SQLite's default), but reads and writes
/// databases and rollback journals in large pieces: SQLite itself goes page by page, and writes
/// each page of a journal by three calls, which is much of the time of a migration of many rows.
/// Registered when first asked for; the name of an unknown `vfs` comes back as it is. Any thread
/// may call it.
///
/// Power cuts and crashes: nothing is promised before a sync, and what is held is written by it. So
/// a database is safe with `PRAGMA synchronous` at NORMAL or above; at OFF, a killed process or a
/// full disk can leave pages of it written and their journal not, so that OFF is for a file that
/// counts only when it is whole. Nor is it for `nolock=1` beside another writer.
/// (https://sqlite.org/atomiccommit.html, section 3.6)
std::string vfs_in_pieces(const std::string& vfs);

}  // namespace evolve::sqlite
