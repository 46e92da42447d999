#include "execute/copy.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

#include "codec/descriptor.hpp"
#include "codec/disk.hpp"
#include "evolve/run/database_digest.hpp"

namespace evolve {
namespace {

/// For nobody else to read before it has the mode that it is to have.
bool make_empty(const std::string& path) {
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    return codec::Descriptor(::open(path.c_str(), flags, S_IRUSR | S_IWUSR)).open();
}

/// The journal of the copy would protect a file that is worth nothing before it is whole.
sqlite::Connection open_copy(const sqlite::Connection& from, const std::string& path) {
    sqlite::OpenOptions options = from.options();
    options.access = sqlite::Access::write;
    sqlite::Connection copy = sqlite::Connection::open(path, options);
    copy.execute("PRAGMA journal_mode = memory");
    copy.set_pragma("synchronous", 0);
    return copy;
}

/// In what the copy differs from the original, or nothing. Read through a connection of its own:
/// what counts is the file.
std::optional<std::string> different(sqlite::Connection& from, const std::string& path) {
    sqlite::OpenOptions options = from.options();
    options.access = sqlite::Access::read;
    sqlite::Connection copy = sqlite::Connection::open(path, options);
    return first_difference(digest_database(from), digest_database(copy));
}

/// Where the group may not be given away, the file is not opened to another one.
bool take_after(const codec::Descriptor& file, const std::string& like) {
    struct stat original {};
    if (::stat(like.c_str(), &original) != 0) return false;
    mode_t mode = original.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    const bool grouped = ::fchown(file.number(), original.st_uid, original.st_gid) == 0 ||
                         ::fchown(file.number(), static_cast<uid_t>(-1), original.st_gid) == 0;
    if (!grouped) mode &= ~static_cast<mode_t>(S_IRWXG);
    return ::fchmod(file.number(), mode) == 0;
}

bool finish(const std::string& path, const std::string& like) {
    const codec::Descriptor file(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    return file.open() && take_after(file, like) && ::fsync(file.number()) == 0;
}

}  // namespace

std::string system_words(int error) { return std::generic_category().message(error); }

Result<Copy, NoCopy> Copy::make(sqlite::Connection& from, const std::string& path,
                                const std::string& like, const sqlite::CopyProgress& progress) {
    if (!make_empty(path)) return unexpected(NoCopy{{}, system_words(errno)});
    Copy copy(path);
    try {
        {
            sqlite::Connection to = open_copy(from, path);
            sqlite::Backup(from, to).finish(progress);
        }
        if (const auto what = different(from, path))
            return unexpected(NoCopy{{}, *what + " is not in it as it is in the original"});
    } catch (const sqlite::Failure& failure) {
        return unexpected(NoCopy{StorageFailure(failure), ""});
    }
    if (!finish(path, like)) return unexpected(NoCopy{{}, system_words(errno)});
    return copy;
}

Copy::~Copy() {
    if (path_.empty()) return;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) ::unlink((path_ + suffix).c_str());
}

int Copy::publish(const std::string& path) {
    if (!codec::publish(path_, path)) return errno;
    path_.clear();
    return 0;
}

int sync_name(const std::string& path) {
    return codec::sync_directory(codec::directory_of(path)) ? 0 : errno;
}

}  // namespace evolve
