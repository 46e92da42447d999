#pragma once

#include <string>
#include <string_view>

namespace evolve {

/// An empty directory that goes with its contents; in memory where there is such a place, since
/// what is synced there need not wait for a disk.
class ScratchDirectory {
public:
    ScratchDirectory();
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    ~ScratchDirectory();

    [[nodiscard]] std::string path(std::string_view name) const {
        return path_ + "/" + std::string(name);
    }

private:
    std::string path_;
};

/// All bytes of a file; empty where there is none. Not of a database that is open in this process:
/// closing it again drops the locks that SQLite holds.
std::string bytes_of_file(const std::string& path);
void write_bytes(const std::string& path, std::string_view bytes);

}  // namespace evolve
