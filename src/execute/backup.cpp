#include "evolve/execute/backup.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "evolve/sqlite/read_transaction.hpp"
#include "execute/copy.hpp"

namespace evolve {
namespace {

/// Of one database in one second.
constexpr int most_names = 100;

std::string utc(std::time_t time) {
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &parts);
    return text.data();
}

/// The path of its n-th backup in that second, but for the suffix.
std::string stem(const Database& database, std::string_view version, const BackupOptions& options) {
    std::string name = std::filesystem::path(database.file.path).filename().string();
    if (!version.empty()) name += "." + std::string(version);
    name += "." + utc(options.time == 0 ? std::time(nullptr) : options.time);
    return std::filesystem::path(backup_directory(database, options)) / name;
}

std::string nth(const std::string& stem, int n) {
    return stem + (n == 1 ? "" : "-" + std::to_string(n)) + ".backup";
}

Unexpected<Explanation> refused(const std::string& path, const NoCopy& why) {
    if (!why.failure)
        return unexpected(Explanation{
            ExitCode::unusable, "no-backup",
            "there can be no backup " + path + " (" + why.reason + ")",
            "Name another directory with --backup DIR, or go without one: --backup none."});
    Explanation problem = explain(*why.failure);
    problem.wrong = "while the backup " + path + " was written: " + problem.wrong;
    return unexpected(std::move(problem));
}

Result<BackupFile, Explanation> published(Copy copy, const std::string& stem) {
    int error = EEXIST;
    for (int n = 1; n <= most_names && error == EEXIST; ++n) {
        const std::string path = nth(stem, n);
        error = copy.publish(path);
        if (error != 0) continue;
        BackupFile file(path);
        if (const int unsafe = sync_name(path)) return refused(path, {{}, system_words(unsafe)});
        return file;
    }
    return refused(nth(stem, 1), {{}, system_words(error)});
}

}  // namespace

BackupFile::~BackupFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
}

std::string backup_directory(const Database& database, const BackupOptions& options) {
    if (options.directory.empty())
        return std::filesystem::path(database.file.path).parent_path().string();
    std::error_code code;
    const auto real = std::filesystem::canonical(options.directory, code);
    return code ? options.directory : real.string();
}

Result<BackupFile, Explanation> back_up(const Database& database, std::string_view version,
                                        const BackupOptions& options) {
    const std::string wanted = stem(database, version, options);
    const std::string aside = wanted + "." + std::to_string(::getpid()) + ".part";
    try {
        sqlite::OpenOptions reading = database.connection.options();
        reading.access = sqlite::Access::read;
        auto from = sqlite::Connection::open(database.file.path, reading);
        const sqlite::ReadTransaction one_state(from);
        auto copy = Copy::make(from, aside, database.file.path, options.progress);
        if (!copy) return refused(nth(wanted, 1), copy.error());
        return published(std::move(*copy), wanted);
    } catch (const sqlite::Failure& failure) {
        return unexpected(explain(StorageFailure(failure)));
    }
}

}  // namespace evolve
