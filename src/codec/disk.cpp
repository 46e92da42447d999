#include "codec/disk.hpp"

#include <fcntl.h>
#include <stdio.h>  // renameat2 is none of <cstdio>'s
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include "codec/descriptor.hpp"

namespace evolve::codec {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20;
constexpr std::size_t block = std::size_t{64} << 10;

FileError failed(FileFault fault, const std::string& path, int error) {
    return {
        .fault = fault, .file = Text(path), .found = Text(std::generic_category().message(error))};
}

FileError unreadable(const std::string& path) { return failed(FileFault::unreadable, path, errno); }
FileError unwritable(const std::string& path) { return failed(FileFault::unwritable, path, errno); }

/// The bytes of a regular file; nothing if it is none.
std::optional<std::size_t> size_of(const Descriptor& file) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return static_cast<std::size_t>(status.st_size);
}

bool write_all(const Descriptor& file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file.number(), text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A name beside the file that no reader of graphs looks at.
std::string aside(const std::string& path) {
    const std::filesystem::path whole(path);
    const std::string name =
        "." + whole.filename().string() + "." + std::to_string(::getpid()) + ".tmp";
    return whole.parent_path() / name;
}

bool write_aside(const std::string& path, std::string_view text, unsigned mode = 0666) {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const Descriptor file(::open(path.c_str(), flags, mode));
    return file.open() && write_all(file, text) && ::fsync(file.number()) == 0;
}

}  // namespace

std::string directory_of(const std::string& path) {
    const auto parent = std::filesystem::path(path).parent_path();
    return parent.empty() ? "." : parent.string();
}

bool sync_directory(const std::string& path) {
    const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return directory.open() && ::fsync(directory.number()) == 0;
}

bool publish(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    // Where a file system has no such rename, a link does the same.
    if (errno != EINVAL && errno != ENOSYS) return false;
    if (::link(from.c_str(), to.c_str()) != 0) return false;
    ::unlink(from.c_str());  // should it stay, it is a file that nobody reads
    return true;
}

Result<std::string, FileError> read_file(const std::string& path) {
    // Not to wait for the other end of a pipe.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (!file.open()) return unexpected(unreadable(path));
    const auto size = size_of(file);
    if (!size)
        return unexpected(FileError{
            .fault = FileFault::unreadable, .file = Text(path), .found = "it is no regular file"});
    std::string text(std::min(*size, most_bytes) + 1, '\0');  // one more, to see the end
    std::size_t length = 0;
    while (length <= most_bytes) {
        if (length == text.size()) text.resize(length + block);
        const ssize_t got = ::read(file.number(), text.data() + length, text.size() - length);
        if (got < 0 && errno != EINTR) return unexpected(unreadable(path));
        if (got == 0) {
            text.resize(length);
            return text;
        }
        if (got > 0) length += static_cast<std::size_t>(got);
    }
    return unexpected(
        FileError{.fault = FileFault::too_large, .file = Text(path), .expected = "64 MiB"});
}

Result<Done, FileError> write_new_file(const std::string& path, std::string_view text,
                                       unsigned mode) {
    const std::string temporary = aside(path);
    std::optional<FileError> error;
    if (!write_aside(temporary, text, mode))
        error = unwritable(path);
    else if (!publish(temporary, path))
        error = errno == EEXIST ? FileError{.fault = FileFault::already_there, .file = Text(path)}
                                : unwritable(path);
    if (error) {
        ::unlink(temporary.c_str());
        return unexpected(std::move(*error));
    }
    if (!sync_directory(directory_of(path))) return unexpected(unwritable(directory_of(path)));
    return Done();
}

Result<Done, FileError> write_file(const std::string& path, std::string_view text) {
    if (const auto there = read_file(path); there && *there == text) return Done();
    const std::string temporary = aside(path);
    if (!write_aside(temporary, text) || ::rename(temporary.c_str(), path.c_str()) != 0) {
        FileError error = unwritable(path);
        ::unlink(temporary.c_str());
        return unexpected(std::move(error));
    }
    if (!sync_directory(directory_of(path))) return unexpected(unwritable(directory_of(path)));
    return Done();
}

Result<Done, FileError> make_directory(const std::string& path) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(path, error);
    if (error) return unexpected(failed(FileFault::unwritable, path, error.value()));
    if (made && !sync_directory(directory_of(path)))
        return unexpected(unwritable(directory_of(path)));
    return Done();
}

}  // namespace evolve::codec
