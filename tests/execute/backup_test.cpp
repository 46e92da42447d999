#include "evolve/execute/backup.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <fstream>

#include "installation.hpp"

using namespace evolve;
namespace fs = std::filesystem;

namespace {

constexpr std::time_t ten_fifteen = 1795515302;  // 2026-11-24T10:15:02Z

const BackupOptions at_ten_fifteen{.time = ten_fifteen};
const MigrateOptions backing_up{.backup = at_ten_fifteen};

std::vector<std::string> files_in(const fs::path& directory) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory))
        names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
}

std::vector<std::string> files_beside(const Installation& database) {
    return files_in(fs::path(database.path()).parent_path());
}

/// Why the migration was not begun.
std::string code_of(const Result<Receipt, MigrateError>& receipt) {
    BOOST_REQUIRE(!receipt.has_value());
    return std::string(explain(receipt.error()).code);
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(backups)

BOOST_AUTO_TEST_CASE(where_rows_move_the_state_before_is_backed_up_i05) {
    for (const char* mode : {"wal", "delete"}) {
        const Installation database("09");
        database.execute("PRAGMA journal_mode = " + std::string(mode));
        database.execute("CREATE TABLE app (x); INSERT INTO app (rowid, x) VALUES (5, 1), (9, 2)");
        const DatabaseDigest before = digest_of(database.path());
        const Receipt receipt =
            Installation::done(database.go("0008", Direction::down, backing_up));
        BOOST_TEST(receipt.backup ==
                   database.path() + ".0009-cluster-resources.20261124T101502Z.backup");
        BOOST_TEST((digest_of(receipt.backup) == before));
        BOOST_TEST((digest_of(database.path()) != before));
        BOOST_TEST((files_beside(database) ==
                    std::vector<std::string>{
                        "a.db", "a.db.0009-cluster-resources.20261124T101502Z.backup"}));
    }
}

BOOST_AUTO_TEST_CASE(where_no_row_moves_there_is_no_backup) {
    const Installation database("08");
    const Receipt receipt = Installation::done(database.go("0009", Direction::up, backing_up));
    BOOST_TEST(receipt.backup == "");
    BOOST_TEST(files_beside(database).size() == 1u);
}

BOOST_AUTO_TEST_CASE(while_it_is_made_nobody_else_can_write) {
    const Installation database("09");
    bool refused = false;
    MigrateOptions options = backing_up;
    options.backup->progress = [&](auto, auto) {
        Database other = database.open();
        BOOST_CHECK_EXCEPTION(other.connection.execute("BEGIN IMMEDIATE"), sqlite::Failure,
                              sqlite::is(sqlite::FailureKind::busy));
        refused = true;
    };
    Installation::done(database.go("0008", Direction::down, options));
    BOOST_TEST(refused);
}

BOOST_AUTO_TEST_CASE(a_second_one_within_a_second_gets_another_name_and_nothing_is_overwritten) {
    const Installation database("09");
    const Database opened = database.open();
    std::vector<std::string> paths;
    for (int i = 0; i < 3; ++i) paths.push_back(back_up(opened, "", at_ten_fifteen).value().keep());
    BOOST_TEST(paths[0] == database.path() + ".20261124T101502Z.backup");
    BOOST_TEST(paths[1] == database.path() + ".20261124T101502Z-2.backup");
    BOOST_TEST(paths[2] == database.path() + ".20261124T101502Z-3.backup");
}

BOOST_AUTO_TEST_CASE(it_has_owner_and_mode_of_the_original) {
    const Installation database("09");
    for (const mode_t mode : {0600, 0640, 0664}) {
        BOOST_REQUIRE(chmod(database.path().c_str(), mode) == 0);
        if (geteuid() == 0) BOOST_REQUIRE(chown(database.path().c_str(), 65534, 65534) == 0);
        const std::string path = back_up(database.open(), "").value().keep();
        BOOST_TEST(mode_of(path) == mode);
        struct stat status {};
        BOOST_REQUIRE(stat(path.c_str(), &status) == 0);
        if (geteuid() == 0) BOOST_TEST(status.st_uid == 65534u);
    }
}

BOOST_AUTO_TEST_CASE(it_goes_where_it_is_told_to) {
    const Installation database("09");
    const sqlite::Scratch elsewhere;
    MigrateOptions options = backing_up;
    options.backup->directory = fs::path(elsewhere.path()).parent_path();
    const Receipt receipt = Installation::done(database.go("0008", Direction::down, options));
    BOOST_TEST(fs::path(receipt.backup).parent_path() == options.backup->directory);
    BOOST_TEST(files_beside(database).size() == 1u);
}

BOOST_AUTO_TEST_CASE(without_a_place_for_it_nothing_is_changed) {
    const Installation database("09");
    const Bytes before = database.bytes();
    for (const char* place : {"/no/such/directory", "/proc"}) {
        MigrateOptions options = backing_up;
        options.backup->directory = place;
        options.free = [](const std::string&) { return std::nullopt; };
        BOOST_TEST(code_of(database.go("0008", Direction::down, options)) == "no-backup");
        BOOST_TEST((database.bytes() == before));
    }
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_not_what_was_there_is_no_backup_i05) {
    const Installation database("09");
    const Bytes before = database.bytes();
    MigrateOptions options = backing_up;
    options.backup->progress = [&](std::int64_t done, std::int64_t of) {
        if (done < of) return;
        for (const std::string& name : files_beside(database)) {
            if (!name.ends_with(".part")) continue;
            const fs::path path = fs::path(database.path()).parent_path() / name;
            std::string bytes = sqlite::read_file(path);
            const std::size_t value = bytes.rfind("llama");
            BOOST_REQUIRE(value != bytes.npos);
            std::fstream(path, std::ios::in | std::ios::out | std::ios::binary)
                .seekp(static_cast<std::streamoff>(value))
                .put('L');
        }
    };
    BOOST_TEST(code_of(database.go("0008", Direction::down, options)) == "no-backup");
    BOOST_TEST((database.bytes() == before));
    BOOST_TEST(files_beside(database).size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_interrupt_while_it_is_made_leaves_nothing_of_it) {
    const Installation database("09");
    const Bytes before = database.bytes();
    std::atomic<bool> interrupted{false};
    {
        Database opened = open_database(database.path(), {.access = sqlite::Access::write,
                                                          .interrupted = &interrupted})
                              .value();
        MigrateOptions options = backing_up;
        options.backup->progress = [&](auto, auto) { interrupted = true; };
        const auto receipt =
            migrate(opened, managed_by(example()),
                    planner(example().graph, named("0008"), Direction::down), options);
        BOOST_TEST(code_of(receipt) == "interrupted");
    }
    BOOST_TEST((database.bytes() == before));
    BOOST_TEST(files_beside(database).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_migration_that_is_rolled_back_leaves_no_backup_unless_the_disk_failed) {
    for (const auto& [code, files] : {std::pair{19, 1u}, std::pair{13, 1u}, std::pair{10, 2u}}) {
        const Installation database("09");
        const Bytes before = database.bytes();
        MigrateOptions options = backing_up;
        options.before_statement = [&](std::string_view sql) {
            if (sql == "COMMIT")
                throw sqlite::Failure(code, "injected", "", sqlite::Where::current());
        };
        BOOST_TEST(!database.go("0008", Direction::down, options).has_value());
        BOOST_TEST(files_beside(database).size() == files);
        BOOST_TEST((database.bytes() == before));
    }
}

BOOST_AUTO_TEST_SUITE_END()
