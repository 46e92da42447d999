#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace evolve::sqlite {

using Files = std::map<std::string, std::string>;

/// What a program asked of a disk.
struct DiskChange {
    enum class Kind { create, write, truncate, sync, remove };
    Kind kind;
    std::string file;
    std::int64_t offset = 0;  ///< of a write; of `truncate` the new size
    std::string bytes = {};
};

/// Bytes beyond the end make the file longer.
void write_into(std::string& file, std::int64_t offset, std::string_view bytes);

/// A VFS of SQLite's whose files lie in memory, and that remembers what was asked of it. For one
/// connection at a time: locks are given to everybody.
class Disk {
public:
    explicit Disk(const Files& files = {});
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    ~Disk();

    static constexpr int powersafe_overwrite = 0x1000;  ///< SQLITE_IOCAP_POWERSAFE_OVERWRITE

    /// For OpenOptions. There is one Disk at a time.
    static constexpr const char* vfs = "test-disk";

    [[nodiscard]] Files files() const;
    void put(const Files& files);

    std::vector<DiskChange> changes;
    /// The lock of SQLite's that was asked for last, or that an unlock left.
    int lock = 0;
    /// What it promises of its writes, by SQLite's names.
    int characteristics = powersafe_overwrite;
    /// After so many changes the disk is full: no file grows or is made; writes within a file
    /// succeed.
    std::size_t full_after = std::numeric_limits<std::size_t>::max();

private:
    [[nodiscard]] bool full() const { return changes.size() >= full_after; }

    std::map<std::string, std::shared_ptr<std::string>> files_;

    friend struct DiskFile;
    friend struct DiskMethods;
};

}  // namespace evolve::sqlite
