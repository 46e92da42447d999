#pragma once

struct sqlite3_file;
struct sqlite3_vfs;

namespace evolve::sqlite {

/// In bytes: what a file that is read and written in pieces (PieceBuffer) takes of the memory that
/// SQLite gives, before the file of the VFS below.
int size_of_pieces_file();

/// Opens a database or a rollback journal by `vfs`, as sqlite3_vfs::xOpen does, and makes `file`
/// one that reads and writes it in pieces. What is held is written at a sync, at the end of a
/// transaction and before a lock is given back; what was read ahead is forgotten at each lock and
/// unlock. Of a database whose shared memory is mapped (WAL) nothing is held.
int open_in_pieces(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                   int* out_flags);

}  // namespace evolve::sqlite
