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
    explicit File(sqlite3_file& opened) : sqlite3_file{}, below(&opened), buffer(opened) {}

    sqlite3_file* below;
    PieceBuffer buffer;
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

int write_bytes(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    return self(file).buffer.write(static_cast<const char*>(bytes), amount, offset);
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

/// Others must see what was written, and may write themselves.
int settle(sqlite3_file* file) {
    self(file).buffer.forget();
    return self(file).buffer.flush();
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
    static Answer call_if_settled(sqlite3_file* file, Arguments... arguments) {
        const int code = settle(file);
        return code == SQLITE_OK ? call(file, arguments...) : code;
    }
    /// For what must be done whatever came before: to give back a lock.
    static Answer call_settled(sqlite3_file* file, Arguments... arguments) {
        const int code = settle(file);
        const int answer = call(file, arguments...);
        return code == SQLITE_OK ? answer : code;
    }
};

template <auto Method>
constexpr auto below = Below<Method>::call;

template <auto Method>
constexpr auto below_if_settled = Below<Method>::call_if_settled;

template <auto Method>
constexpr auto below_settled = Below<Method>::call_settled;

/// Without memory-mapped files (version 3), which evolve does not use.
sqlite3_io_methods methods_over(int version) {
    sqlite3_io_methods methods{};
    methods.iVersion = std::min(version, 2);
    methods.xClose = close_file;
    methods.xRead = read_bytes;
    methods.xWrite = write_bytes;
    methods.xTruncate = truncate_file;
    methods.xSync = below_if_settled<&sqlite3_io_methods::xSync>;
    methods.xFileSize = file_size;
    methods.xLock = below_if_settled<&sqlite3_io_methods::xLock>;
    methods.xUnlock = below_settled<&sqlite3_io_methods::xUnlock>;
    methods.xCheckReservedLock = below<&sqlite3_io_methods::xCheckReservedLock>;
    methods.xFileControl = below<&sqlite3_io_methods::xFileControl>;
    methods.xSectorSize = below<&sqlite3_io_methods::xSectorSize>;
    methods.xDeviceCharacteristics = below<&sqlite3_io_methods::xDeviceCharacteristics>;
    methods.xShmMap = below<&sqlite3_io_methods::xShmMap>;
    methods.xShmLock = below_settled<&sqlite3_io_methods::xShmLock>;
    methods.xShmBarrier = below<&sqlite3_io_methods::xShmBarrier>;
    methods.xShmUnmap = below<&sqlite3_io_methods::xShmUnmap>;
    return methods;
}

/// SQLite asks the version to know whether a file can have a -shm: there is one for each.
const sqlite3_io_methods* methods_for(const sqlite3_file& opened) {
    static const sqlite3_io_methods first = methods_over(1);
    static const sqlite3_io_methods second = methods_over(2);
    return opened.pMethods->iVersion == 1 ? &first : &second;
}

/// Puts a buffer before the file that the VFS below has opened behind it.
int put_before(sqlite3_file* file) {
    sqlite3_file* const opened = behind(file);
    File* const made = new (file) File(*opened);
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
    if (code == SQLITE_OK) return put_before(file);
    if (opened->pMethods != nullptr) opened->pMethods->xClose(opened);  // as SQLite would
    return code;
}

}  // namespace evolve::sqlite
