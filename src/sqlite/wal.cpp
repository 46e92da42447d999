#include "evolve/sqlite/wal.hpp"

#include <sqlite3.h>

#include "evolve/sqlite/configure.hpp"

namespace evolve::sqlite {

bool has_wal_content(sqlite3* handle) {
    const char* name = sqlite3_db_filename(handle, "main");
    if (name == nullptr || *name == '\0') return false;  // in memory
    sqlite3_vfs* vfs = nullptr;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_VFS_POINTER, static_cast<void*>(&vfs));
    if (vfs == nullptr) return false;
    int exists = 0;  // SQLite's own VFS says no for an empty file (unixAccess in os_unix.c)
    const int code = vfs->xAccess(vfs, sqlite3_filename_wal(name), SQLITE_ACCESS_EXISTS, &exists);
    return code != SQLITE_OK || exists != 0;
}

void set_wal_on_close(sqlite3* handle, WalOnClose choice, Where where) {
    configure(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, choice == WalOnClose::keep ? 1 : 0, where);
}

}  // namespace evolve::sqlite
