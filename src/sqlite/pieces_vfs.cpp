#include "evolve/sqlite/pieces_vfs.hpp"

#include <sqlite3.h>

#include <map>
#include <mutex>
#include <string>

#include "sqlite/pieces_file.hpp"

namespace evolve::sqlite {

namespace {

sqlite3_vfs* vfs_below(const sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

/// A -wal file is left to the VFS below, since others may read in it what no lock announces.
constexpr int files_in_pieces = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL;

int open_file(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags,
              int* out_flags) {
    sqlite3_vfs* const below = vfs_below(vfs);
    const auto open = (flags & files_in_pieces) != 0 ? open_in_pieces : below->xOpen;
    return open(below, name, file, flags, out_flags);
}

/// As the VFS below does it, if it does.
template <auto Method>
struct VfsBelow;

template <typename Answer, typename... Arguments,
          Answer (*sqlite3_vfs::*Method)(sqlite3_vfs*, Arguments...)>
struct VfsBelow<Method> {
    static Answer call(sqlite3_vfs* vfs, Arguments... arguments) {
        sqlite3_vfs* const below = vfs_below(vfs);
        return (below->*Method)(below, arguments...);
    }
    static void pass_on(sqlite3_vfs& vfs) {
        if (vfs_below(&vfs)->*Method != nullptr) vfs.*Method = call;
    }
};

template <auto... Methods>
void pass_on(sqlite3_vfs& vfs) {
    (VfsBelow<Methods>::pass_on(vfs), ...);
}

struct PiecesVfs {
    explicit PiecesVfs(sqlite3_vfs& below) : name(std::string("evolve-pieces/") + below.zName) {
        vfs.iVersion = below.iVersion;
        vfs.szOsFile = size_of_pieces_file() + below.szOsFile;
        vfs.mxPathname = below.mxPathname;
        vfs.zName = name.c_str();
        vfs.pAppData = &below;
        vfs.xOpen = open_file;
        pass_on<&sqlite3_vfs::xDelete, &sqlite3_vfs::xAccess, &sqlite3_vfs::xFullPathname,
                &sqlite3_vfs::xDlOpen, &sqlite3_vfs::xDlError, &sqlite3_vfs::xDlSym,
                &sqlite3_vfs::xDlClose, &sqlite3_vfs::xRandomness, &sqlite3_vfs::xSleep,
                &sqlite3_vfs::xCurrentTime, &sqlite3_vfs::xGetLastError>(vfs);
        if (below.iVersion >= 2) pass_on<&sqlite3_vfs::xCurrentTimeInt64>(vfs);
        if (below.iVersion >= 3)
            pass_on<&sqlite3_vfs::xSetSystemCall, &sqlite3_vfs::xGetSystemCall,
                    &sqlite3_vfs::xNextSystemCall>(vfs);
    }

    PiecesVfs(const PiecesVfs&) = delete;
    PiecesVfs& operator=(const PiecesVfs&) = delete;

    std::string name;
    sqlite3_vfs vfs{};
};

}  // namespace

std::string vfs_in_pieces(const std::string& vfs) {
    static std::mutex mutex;
    static auto& registered =
        *new std::map<std::string, PiecesVfs>();  // SQLite keeps them for good
    sqlite3_vfs* const below = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
    if (below == nullptr) return vfs;
    const std::lock_guard lock(mutex);
    const auto [entry, is_new] = registered.try_emplace(below->zName, *below);
    if (is_new) sqlite3_vfs_register(&entry->second.vfs, 0);
    return entry->second.name;
}

}  // namespace evolve::sqlite
