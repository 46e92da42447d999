#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

#include "evolve/sqlite/connection.hpp"

namespace evolve::sqlite {

/// An empty directory that goes with its contents at the end of the test. In memory where that can
/// be: what SQLite syncs need not wait for a disk.
class Scratch {
public:
    Scratch() {
        std::string pattern = access("/dev/shm", W_OK) == 0 ? "/dev/shm/evolve-test-XXXXXX"
                                                            : "/tmp/evolve-test-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
        directory_ = std::filesystem::canonical(pattern);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(directory_); }

    [[nodiscard]] std::string path(std::string_view name = "a.db") const {
        return (directory_ / name).string();
    }

private:
    std::filesystem::path directory_;
};

inline void write_file(const std::string& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// All bytes; empty if there is no file. Not for a database that is open in this process: closing
/// a descriptor drops the locks that SQLite holds.
inline std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline Connection create(const std::string& path, std::string_view sql = "") {
    Connection connection = Connection::open(path, {.access = Access::create});
    connection.execute(sql);
    return connection;
}

/// Runs `work`, an int(), in a process of its own that ends without unwinding, as in a crash.
/// Answers what `work` answered (0 to 254).
template <class Work>
int in_child(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        int answer = 255;
        try {
            answer = work();
        } catch (const std::exception&) {}
        _exit(answer);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// For a child that is to feel the modes of files: root does not.
inline void become_nobody() {
    if (geteuid() != 0) return;
    if (setgid(65534) != 0 || setuid(65534) != 0) throw std::runtime_error("setuid failed");
}

/// The predicate of BOOST_CHECK_EXCEPTION.
inline auto is(FailureKind kind) {
    return [kind](const Failure& failure) { return failure.kind() == kind; };
}

}  // namespace evolve::sqlite
