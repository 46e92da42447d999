#include "sqlite/disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace evolve::sqlite {

void write_into(std::string& file, std::int64_t offset, std::string_view bytes) {
    const auto from = static_cast<std::size_t>(offset);
    if (file.size() < from + bytes.size()) file.resize(from + bytes.size());
    file.replace(from, bytes.size(), bytes);
}

/// An open one.
struct DiskFile : sqlite3_file {
    Disk* disk;
    std::string* name;
    std::shared_ptr<std::string>* content;
    std::vector<std::string>* shared_memory;

    [[nodiscard]] std::string& bytes() const { return **content; }
    [[nodiscard]] bool is_full() const { return disk->full(); }
    void remember(DiskChange change) const {
        if (!name->empty()) disk->changes.push_back(std::move(change));
    }
};

/// What SQLite calls.
struct DiskMethods {
    static DiskFile& self(sqlite3_file* file) { return *static_cast<DiskFile*>(file); }
    static Disk& self(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

    static int close(sqlite3_file* file) {
        delete self(file).name;
        delete self(file).content;
        delete self(file).shared_memory;
        return SQLITE_OK;
    }
    static int read(sqlite3_file* file, void* into, int amount, sqlite3_int64 offset) {
        const std::string& bytes = self(file).bytes();
        const auto from = std::min(static_cast<std::size_t>(offset), bytes.size());
        const auto wanted = static_cast<std::size_t>(amount);
        const std::size_t there = bytes.copy(static_cast<char*>(into), wanted, from);
        std::memset(static_cast<char*>(into) + there, 0, wanted - there);
        return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
    }
    static int write(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
        const DiskFile& into = self(file);
        std::string written(static_cast<const char*>(bytes), static_cast<std::size_t>(amount));
        if (into.is_full() && static_cast<std::size_t>(offset + amount) > into.bytes().size())
            return SQLITE_FULL;
        write_into(into.bytes(), offset, written);
        into.remember({DiskChange::Kind::write, *into.name, offset, std::move(written)});
        return SQLITE_OK;
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        self(file).bytes().resize(static_cast<std::size_t>(size));
        self(file).remember({DiskChange::Kind::truncate, *self(file).name, size});
        return SQLITE_OK;
    }
    static int sync(sqlite3_file* file, int) {
        self(file).remember({DiskChange::Kind::sync, *self(file).name});
        return SQLITE_OK;
    }
    static int size(sqlite3_file* file, sqlite3_int64* bytes) {
        *bytes = static_cast<sqlite3_int64>(self(file).bytes().size());
        return SQLITE_OK;
    }
    static int lock(sqlite3_file* file, int level) {
        self(file).disk->lock = level;
        return SQLITE_OK;
    }
    static int is_reserved(sqlite3_file*, int* answer) {
        *answer = 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
    static int sector_size(sqlite3_file*) { return 512; }
    static int characteristics(sqlite3_file* file) { return self(file).disk->characteristics; }
    static int map(sqlite3_file* file, int region, int size, int extend, void volatile** into) {
        auto& regions = *self(file).shared_memory;
        const auto number = static_cast<std::size_t>(region);
        if (number >= regions.size() && extend != 0) {
            regions.reserve(64);  // SQLite keeps what it was given
            regions.resize(number + 1, std::string(static_cast<std::size_t>(size), '\0'));
        }
        *into = number < regions.size() ? regions[number].data() : nullptr;
        return SQLITE_OK;
    }
    static int lock_shared(sqlite3_file*, int, int, int) { return SQLITE_OK; }
    static void barrier(sqlite3_file*) {}
    static int unmap(sqlite3_file* file, int) {
        self(file).shared_memory->clear();
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags,
                    int* out_flags) {
        static const sqlite3_io_methods methods = {
            2,     close,       read,    write,       truncate,        sync, size,        lock,
            lock,  is_reserved, control, sector_size, characteristics, map,  lock_shared, barrier,
            unmap, nullptr,     nullptr};
        Disk& disk = self(vfs);
        const bool temporary = name == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
        const std::string known = temporary ? "" : name;
        auto found = disk.files_.find(known);
        if (!temporary && found == disk.files_.end()) {
            if ((flags & SQLITE_OPEN_CREATE) == 0 || disk.full()) return SQLITE_CANTOPEN;
            found = disk.files_.emplace(known, std::make_shared<std::string>()).first;
            disk.changes.push_back({DiskChange::Kind::create, known});
        }
        auto content = temporary ? std::make_shared<std::string>() : found->second;
        DiskFile& opened = self(file);
        opened.disk = &disk;
        opened.name = new std::string(known);
        opened.content = new std::shared_ptr<std::string>(std::move(content));
        opened.shared_memory = new std::vector<std::string>();
        opened.pMethods = &methods;
        if (out_flags != nullptr) *out_flags = flags;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs* vfs, const char* name, int sync_directory) {
        if (self(vfs).files_.erase(name) == 0) return SQLITE_IOERR_DELETE_NOENT;
        self(vfs).changes.push_back({DiskChange::Kind::remove, name});
        if (sync_directory != 0) self(vfs).changes.push_back({DiskChange::Kind::sync, name});
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int question, int* answer) {
        const auto file = self(vfs).files_.find(name);
        const bool exists = file != self(vfs).files_.end();
        *answer = exists && (question != SQLITE_ACCESS_EXISTS || !file->second->empty()) ? 1 : 0;
        return SQLITE_OK;
    }
    static int full_path(sqlite3_vfs*, const char* name, int room, char* into) {
        sqlite3_snprintf(room, into, "%s", name);
        return SQLITE_OK;
    }
};

namespace {

/// Registered for good: what stands on it (pieces_vfs.hpp) is registered for good too.
sqlite3_vfs& registered() {
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs made = *sqlite3_vfs_find(nullptr);
        made.szOsFile = sizeof(DiskFile);
        made.zName = Disk::vfs;
        made.xOpen = DiskMethods::open;
        made.xDelete = DiskMethods::remove;
        made.xAccess = DiskMethods::access;
        made.xFullPathname = DiskMethods::full_path;
        return made;
    }();
    if (sqlite3_vfs_find(Disk::vfs) == nullptr) sqlite3_vfs_register(&vfs, 0);
    return vfs;
}

}  // namespace

Disk::Disk(const Files& files) {
    registered().pAppData = this;
    put(files);
}

Disk::~Disk() { registered().pAppData = nullptr; }

Files Disk::files() const {
    Files copies;
    for (const auto& [name, content] : files_) copies[name] = *content;
    return copies;
}

void Disk::put(const Files& files) {
    files_.clear();
    changes.clear();
    for (const auto& [name, bytes] : files) files_[name] = std::make_shared<std::string>(bytes);
}

}  // namespace evolve::sqlite
