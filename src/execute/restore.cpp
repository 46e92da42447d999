#include "evolve/execute/restore.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "evolve/introspect/health.hpp"
#include "evolve/introspect/size.hpp"
#include "evolve/run/database_digest.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/read_transaction.hpp"
#include "execute/copy.hpp"
#include "run/setting.hpp"

namespace evolve {
namespace {

namespace fs = std::filesystem;

/// How often it begins anew because another program wrote between the backup and the lock.
constexpr int most_restarts = 3;

Explanation about_backup(const std::string& path, Explanation problem) {
    problem.next = "Check its path, or take another one.";
    problem.wrong = "the backup " + path + ": " + problem.wrong;
    return problem;
}

/// What of another database lies where one is to come: SQLite would take it for its own.
std::optional<std::string> left_over(const std::string& path) {
    for (const char* suffix : {"-wal", "-journal"}) {
        std::error_code code;
        if (fs::file_size(path + suffix, code) > 0 && !code) return path + suffix;
    }
    return std::nullopt;
}

Result<Restoration, Explanation> make_new(Database& source, const std::string& path,
                                          const RestoreOptions& options) {
    if (const auto file = left_over(path))
        return unexpected(Explanation{ExitCode::refused, "left-over-journal",
                                      *file + " is left of another database",
                                      "Move it away, then run the command again."});
    const std::string directory = fs::path(path).parent_path().string();
    const std::uintmax_t bytes = introspect::bytes_of_database(source.connection);
    if (const auto room = lacking({{directory, bytes}}, options.free))
        return unexpected(explain(*room));
    const std::string aside = path + "." + std::to_string(::getpid()) + ".part";
    const auto cannot = [&](const std::string& reason) {
        return unexpected(Explanation{ExitCode::unusable, "not-restored",
                                      path + " cannot be written (" + reason + ")",
                                      "Check your rights to its directory."});
    };
    auto copy = Copy::make(source.connection, aside, source.file.path, options.progress);
    if (!copy && copy.error().failure) return unexpected(explain(*copy.error().failure));
    if (!copy) return cannot(copy.error().reason);
    if (const int error = copy->publish(path)) return cannot(system_words(error));
    BackupFile file(path);
    if (const int error = sync_name(path)) return cannot(system_words(error));
    file.keep();
    return Restoration{.source = source.file.path, .bytes = bytes};
}

std::optional<Explanation> unfit(Database& source, Database& target,
                                 const RestoreOptions& options) {
    const std::uintmax_t now = introspect::bytes_of_database(target.connection);
    const std::uintmax_t then = introspect::bytes_of_database(source.connection);
    const auto page_size = [](Database& database) {
        return sqlite::query_integer(database.connection, "PRAGMA main.page_size");
    };
    const bool wal =
        sqlite::query_value(target.connection, "PRAGMA main.journal_mode") == Value(Text("wal"));
    if (wal && page_size(source) != page_size(target))
        return Explanation{ExitCode::refused, "other-page-size",
                           "it is in WAL mode and has another page size than the backup, which "
                           "SQLite cannot change then",
                           "Close the programs that use it, move it away with its -wal file, and "
                           "run the command again."};
    // The journal holds what was there, or the WAL what comes; the file grows by the difference.
    const std::uintmax_t written = std::max(now, then) + (then > now ? then - now : 0);
    std::vector<RoomNeeded> needed{{fs::path(target.file.path).parent_path().string(), written}};
    if (options.backup) needed.push_back({backup_directory(target, *options.backup), now});
    if (const auto room = lacking(needed, options.free)) return explain(*room);
    return std::nullopt;
}

/// Holds the database against the backup, unless another program has written to it already.
void compare(Database& source, Database& target, Restoration& done) {
    const std::uint32_t commits = target.connection.commits();
    const sqlite::ReadTransaction one_state(target.connection);
    done.compared = target.connection.commits() == commits;
    if (done.compared)
        done.differs =
            first_difference(digest_database(source.connection), digest_database(target.connection))
                .value_or("");
}

/// Nothing where another program wrote between the backup and the lock.
Result<std::optional<Restoration>, Explanation> attempt(Database& source, Database& target,
                                                        const RestoreOptions& options) {
    Restoration done{.source = source.file.path,
                     .bytes = introspect::bytes_of_database(source.connection)};
    // So that commits() is that of now, not that of the last look.
    sqlite::query_value(target.connection, "SELECT 1 FROM main.sqlite_schema");
    const std::uint32_t seen = target.connection.commits();
    std::optional<BackupFile> backup;
    if (options.backup && introspect::bytes_of_database(target.connection) > 0) {
        auto made = back_up(target, options.version, *options.backup);
        if (!made) return unexpected(made.error());
        backup.emplace(std::move(*made));
    }
    {
        const Setting synchronous(target.connection, "synchronous", synchronous_extra);
        sqlite::Backup copy(source.connection, target.connection);
        copy.lock();
        if (target.connection.commits() != seen) return std::optional<Restoration>();
        copy.finish(options.progress);
    }
    if (backup) done.backup = backup->keep();
    target.connection.allow_checkpoint_on_close();
    compare(source, target, done);
    return std::optional(std::move(done));
}

Result<Restoration, Explanation> replace(Database& source, Database& target,
                                         const RestoreOptions& options) {
    if (auto why = unfit(source, target, options)) return unexpected(std::move(*why));
    for (int i = 0; i < most_restarts; ++i) {
        auto done = attempt(source, target, options);
        if (!done) return unexpected(done.error());
        if (*done) return std::move(**done);
    }
    return unexpected(Explanation{ExitCode::unusable, "changed-meanwhile",
                                  "another program kept writing to it while it was backed up",
                                  "Close the program that uses it, then run the command again."});
}

}  // namespace

Result<Restoration, Explanation> restore(const std::string& backup, const std::string& database,
                                         const RestoreOptions& options) {
    sqlite::OpenOptions reading = options.open;
    reading.access = sqlite::Access::read;
    sqlite::OpenOptions writing = options.open;
    writing.access = sqlite::Access::write;

    auto source = open_database(backup, reading);
    if (!source) return unexpected(about_backup(backup, explain(source.error())));
    std::error_code ignored;
    const auto file = sqlite::resolve(database);
    if (file && fs::equivalent(file->path, source->file.path, ignored))
        return unexpected(Explanation{ExitCode::refused, "same-file",
                                      "the backup is this very file", "Name another one."});
    try {
        const sqlite::ReadTransaction one_state(source->connection);
        if (const auto damage = introspect::page_damage(source->connection); !damage.empty())
            return unexpected(Explanation{ExitCode::refused, "damaged-backup",
                                          "the backup " + backup + " is damaged: " + damage[0],
                                          "Take another one."});
        if (file && !file->exists) return make_new(*source, file->path, options);
        auto target = open_database(database, writing);
        if (!target) return unexpected(explain(target.error()));
        return replace(*source, *target, options);
    } catch (const sqlite::Failure& failure) {
        return unexpected(explain(StorageFailure(failure)));
    }
}

}  // namespace evolve
