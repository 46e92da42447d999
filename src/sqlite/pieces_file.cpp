#include "sqlite/pieces_file.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>

#include "sqlite/piece_buffer.hpp"

namespace evolve::sqlite {

namespace {

/// A file as SQLite sees it. The file of the VFS below lies behind it, in the memory that SQLite
/// gives: szOsFile is the length of both.
struct File : sqlite3_file {
    File(sqlite3_file& opened, int flags)
        : sqlite3_file{},
          below(&opened),
          buffer(opened),
          is_journal((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0) {}

    sqlite3_file* below;
    PieceBuffer buffer;
    bool is_journal;
    /// Of a database in WAL mode that others may have open. There pages are written by checkpoints
    /// alone, and what one has written others read before any sync or lock (walCheckpoint in
    /// wal.c).
    bool has_shared_memory = false;
};
static_assert(alignof(File) <= 8);  // as SQLite's memory is aligned

sqlite3_file* behind(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<std::byte*>(file) + sizeof(File));
}

File& self(sqlite3_file* file) { return *static_cast<File*>(file); }

int close_file(sqlite3_file* file) {
    const int flushed = self(file).buffer.flush();
    const int closed = self(file).below->pMethods->xClose(self(file).below);
    self(file).~File();
    return flushed == SQLITE_OK ? closed : flushed;
}

int read_bytes(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
    return self(file).buffer.read(static_cast<char*>(into), amount, offset);
}

/// Whether a write overwrites the header of a journal, whole ones of which are a sector long: so
/// one ends with journal_mode=PERSIST (zeroJournalHdr in pager.c).
bool ends_journal(const File& file, int amount, sqlite3_int64 offset) {
    constexpr int smallest_sector = 512;
    return file.is_journal && offset == 0 && amount < smallest_sector;
}

/// An ended journal is closed when the lock that protects it is gone: nothing is held of it.
int write_bytes(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    const bool ends = ends_journal(self(file), amount, offset);
    if (ends) self(file).buffer.drop();
    const auto write =
        ends || self(file).has_shared_memory ? &PieceBuffer::write_through : &PieceBuffer::write;
    return (self(file).buffer.*write)(static_cast<const char*>(bytes), amount, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return self(file).buffer.truncate(size);
}

int file_size(sqlite3_file* file, sqlite3_int64* bytes) {
    std::int64_t size = 0;
    const int code = self(file).buffer.size(size);
    *bytes = size;
    return code;
}

/// As the file below does it.
template <auto Method>
struct Below;

template <typename Answer, typename... Arguments,
          Answer (*sqlite3_io_methods::*Method)(sqlite3_file*, Arguments...)>
struct Below<Method> {
    static Answer call(sqlite3_file* file, Arguments... arguments) {
        sqlite3_file* const below = self(file).below;
        return (below->pMethods->*Method)(below, arguments...);
    }
    /// Others may have written what was read ahead.
    static Answer call_anew(sqlite3_file* file, Arguments... arguments) {
        self(file).buffer.forget();
        return call(file, arguments...);
    }
};

template <auto Method>
constexpr auto below = Below<Method>::call;

template <auto Method>
constexpr auto below_anew = Below<Method>::call_anew;

int sync(sqlite3_file* file, int flags) {
    const int code = self(file).buffer.flush();
    return code == SQLITE_OK ? below<&sqlite3_io_methods::xSync>(file, flags) : code;
}

/// What could not be written belongs to a transaction that has failed, and without the lock
/// somebody else may roll it back by its journal: it is given up, and the lock is given back.
int unlock(sqlite3_file* file, int level) {
    const int code = self(file).buffer.flush();
    if (code != SQLITE_OK) self(file).buffer.drop();
    const int unlocked = below_anew<&sqlite3_io_methods::xUnlock>(file, level);
    return code == SQLITE_OK ? unlocked : code;
}

/// SQLITE_FCNTL_SYNC comes at the end of each transaction, also where nothing is synced.
int control(sqlite3_file* file, int operation, void* argument) {
    const int code = operation == SQLITE_FCNTL_SYNC ? self(file).buffer.flush() : SQLITE_OK;
    if (code != SQLITE_OK) return code;
    return below<&sqlite3_io_methods::xFileControl>(file, operation, argument);
}

/// Not that writes are atomic or come in order: pieces are neither.
int characteristics(sqlite3_file* file) {
    return below<&sqlite3_io_methods::xDeviceCharacteristics>(file) &
           (SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN |
            SQLITE_IOCAP_IMMUTABLE);
}

int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    const int code = self(file).buffer.flush();
    if (code != SQLITE_OK) return code;
    self(file).has_shared_memory = true;
    return below<&sqlite3_io_methods::xShmMap>(file, region, size, extend, memory);
}

int unmap_shared(sqlite3_file* file, int remove) {
    self(file).has_shared_memory = false;
    return below<&sqlite3_io_methods::xShmUnmap>(file, remove);
}

/// Without memory-mapped files (version 3), which evolve does not use.
sqlite3_io_methods methods_over(int version) {
    sqlite3_io_methods methods{};
    methods.iVersion = std::min(version, 2);
    methods.xClose = close_file;
    methods.xRead = read_bytes;
    methods.xWrite = write_bytes;
    methods.xTruncate = truncate_file;
    methods.xSync = sync;
    methods.xFileSize = file_size;
    methods.xLock = below_anew<&sqlite3_io_methods::xLock>;
    methods.xUnlock = unlock;
    methods.xCheckReservedLock = below<&sqlite3_io_methods::xCheckReservedLock>;
    methods.xFileControl = control;
    methods.xSectorSize = below<&sqlite3_io_methods::xSectorSize>;
    methods.xDeviceCharacteristics = characteristics;
    methods.xShmMap = map_shared;
    methods.xShmLock = below_anew<&sqlite3_io_methods::xShmLock>;
    methods.xShmBarrier = below<&sqlite3_io_methods::xShmBarrier>;
    methods.xShmUnmap = unmap_shared;
    return methods;
}

/// SQLite asks the version to know whether a file can have a -shm: there is one for each.
const sqlite3_io_methods* methods_for(const sqlite3_file& opened) {
    static const sqlite3_io_methods first = methods_over(1);
    static const sqlite3_io_methods second = methods_over(2);
    const bool maps = opened.pMethods->iVersion >= 2 && opened.pMethods->xShmMap != nullptr;
    return maps ? &second : &first;
}

/// Puts a buffer before the file that the VFS below has opened behind it.
int put_before(sqlite3_file* file, int flags) {
    sqlite3_file* const opened = behind(file);
    File* const made = new (file) File(*opened, flags);
    if (made->buffer.exists()) {
        made->pMethods = methods_for(*opened);
        return SQLITE_OK;
    }
    made->~File();
    opened->pMethods->xClose(opened);
    return SQLITE_NOMEM;
}

}  // namespace

int size_of_pieces_file() { return static_cast<int>(sizeof(File)); }

int open_in_pieces(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags,
                   int* out_flags) {
    sqlite3_file* const opened = behind(file);
    file->pMethods = opened->pMethods = nullptr;
    const int code = vfs->xOpen(vfs, name, opened, flags, out_flags);
    if (code == SQLITE_OK) return put_before(file, flags);
    if (opened->pMethods != nullptr) opened->pMethods->xClose(opened);  // as SQLite would
    return code;
}

}  // namespace evolve::sqlite
