#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
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

/// What may lie on a disk when the power is cut. What was synced does; of the rest anything may:
/// all, nothing, or some sectors of 512 bytes of some writes, in any order, torn, or as junk.
class PowerCut {
public:
    explicit PowerCut(Files files) : durable_(std::move(files)) {}

    /// Next, this change is asked for.
    void after(const DiskChange& change);

    [[nodiscard]] Files with_all() const;
    [[nodiscard]] Files with_nothing() const { return durable_; }
    [[nodiscard]] Files with_some(std::mt19937& random) const;

private:
    Files durable_;
    std::vector<const DiskChange*> unsynced_;
};

}  // namespace evolve::sqlite
