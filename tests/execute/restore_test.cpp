#include "evolve/execute/restore.hpp"

#include <fstream>

#include "evolve/sqlite/query.hpp"
#include "installation.hpp"

using namespace evolve;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// An installation at 0008, and a backup of it at 0009.
struct Scene : Installation {
    explicit Scene(std::string_view mode = "wal") : Installation("09") {
        execute("PRAGMA journal_mode = " + std::string(mode));
        backup = back_up(open(), "", {}).value().keep();
        down("0008");
    }

    [[nodiscard]] Result<Restoration, Explanation> restored(RestoreOptions options = {}) const {
        options.open.busy_timeout = 50ms;
        return restore(backup, path(), options);
    }

    [[nodiscard]] std::vector<std::string> others() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(fs::path(path()).parent_path()))
            if (entry.path() != path() && entry.path() != backup)
                names.push_back(entry.path().filename());
        return names;
    }

    std::string backup;
};

std::string code_of(const Result<Restoration, Explanation>& restored) {
    BOOST_REQUIRE(!restored.has_value());
    return std::string(restored.error().code);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(restoring)

BOOST_AUTO_TEST_CASE(a_database_becomes_what_its_backup_is_i05) {
    for (const char* mode : {"wal", "delete"}) {
        const Scene scene(mode);
        BOOST_TEST(scene.restored().value().compared);
        BOOST_TEST((digest_of(scene.path()) == digest_of(scene.backup)));
        BOOST_TEST(is_at(scene.position(), "0009"));
    }
}

BOOST_AUTO_TEST_CASE(what_is_replaced_is_backed_up_first_so_that_a_restore_can_be_undone) {
    const Scene scene;
    const DatabaseDigest before = digest_of(scene.path());
    const Restoration done =
        scene.restored({.backup = BackupOptions(), .version = "0008-gpu-info"}).value();
    BOOST_TEST((fs::path(done.backup).filename().string().starts_with("a.db.0008-gpu-info.")));
    BOOST_TEST((digest_of(done.backup) == before));
    BOOST_TEST(scene.others().size() == 1u);
    BOOST_TEST(restore(done.backup, scene.path(), {}).has_value());
    BOOST_TEST((digest_of(scene.path()) == before));
}

BOOST_AUTO_TEST_CASE(where_nothing_is_a_new_file_comes_and_an_empty_one_is_filled) {
    const Scene scene;
    const std::string missing = scene.path() + ".new";
    BOOST_TEST(restore(scene.backup, missing, {.backup = BackupOptions()}).value().backup == "");
    BOOST_TEST((digest_of(missing) == digest_of(scene.backup)));
    fs::remove(missing);
    sqlite::write_file(missing, "");
    BOOST_TEST(restore(scene.backup, missing, {.backup = BackupOptions()}).value().backup == "");
    BOOST_TEST((digest_of(missing) == digest_of(scene.backup)));
}

BOOST_AUTO_TEST_CASE(what_is_left_of_another_database_is_not_taken_for_that_of_the_new_one) {
    const Scene scene;
    const std::string missing = scene.path() + ".new";
    for (const char* suffix : {"-wal", "-journal"}) {
        sqlite::write_file(missing + suffix, "left");
        BOOST_TEST(code_of(restore(scene.backup, missing, {})) == "left-over-journal");
        BOOST_TEST(!fs::exists(missing));
        fs::remove(missing + suffix);
    }
}

BOOST_AUTO_TEST_CASE(a_file_is_not_restored_onto_itself) {
    const Scene scene;
    const Bytes before = scene.bytes();
    BOOST_TEST(code_of(restore(scene.path(), scene.path(), {})) == "same-file");
    fs::create_hard_link(scene.path(), scene.path() + ".link");
    BOOST_TEST(code_of(restore(scene.path() + ".link", scene.path(), {})) == "same-file");
    BOOST_TEST((scene.bytes() == before));
}

BOOST_AUTO_TEST_CASE(a_backup_that_is_damaged_or_none_changes_nothing) {
    const Scene scene;
    const Bytes before = scene.bytes();
    const std::string whole = sqlite::read_file(scene.backup);
    for (const auto& [bytes, code] : std::vector<std::pair<std::string, std::string>>{
             {"some text", "not-a-database"},
             {whole.substr(0, whole.size() / 2 / 4096 * 4096), "corrupt damaged-backup"},
             {whole.substr(0, 8192) + std::string(whole.size() - 8192, '\xff'),
              "corrupt damaged-backup"}}) {
        sqlite::write_file(scene.backup, bytes);
        const std::string told = code_of(scene.restored());
        BOOST_TEST((code.find(told) != code.npos), told);
        BOOST_TEST((scene.bytes() == before));
    }
}

BOOST_AUTO_TEST_CASE(rows_that_contradict_a_constraint_are_restored_as_they_were) {
    const Scene scene;
    auto odd = open_new_database(scene.path() + ".odd", {}).value();
    odd.connection.execute(
        "CREATE TABLE t (a CHECK (a > 0)); PRAGMA ignore_check_constraints = 1; "
        "INSERT INTO t VALUES (-1); CREATE TABLE w (k TEXT PRIMARY KEY, v) WITHOUT ROWID; "
        "INSERT INTO w VALUES ('b', 1), ('a', 2)");
    BOOST_TEST(restore(scene.path() + ".odd", scene.path(), {}).has_value());
    Database restored = scene.open();
    BOOST_TEST(sqlite::query_integer(restored.connection, "SELECT a FROM t") == -1);
}

BOOST_AUTO_TEST_CASE(a_writer_at_work_is_waited_for_and_not_interrupted) {
    for (const char* mode : {"wal", "delete"}) {
        const Scene scene(mode);
        const DatabaseDigest before = digest_of(scene.path());
        Database writer = scene.open();
        writer.connection.execute("BEGIN IMMEDIATE; DELETE FROM tasks WHERE id = 1");
        BOOST_TEST(code_of(scene.restored({.backup = BackupOptions()})) == "locked");
        writer.connection.execute("ROLLBACK");
        BOOST_TEST((digest_of(scene.path()) == before));
        BOOST_TEST(scene.others().size() < 3u);  // -wal and -shm of the writer, no backup
    }
}

BOOST_AUTO_TEST_CASE(a_reader_of_a_wal_database_finishes_with_what_it_began) {
    const Scene scene;
    Database reader = scene.open(sqlite::Access::read);
    reader.connection.execute("BEGIN; SELECT * FROM tasks");
    BOOST_TEST(scene.restored().has_value());
    const char* const columns =
        "SELECT count(*) FROM pragma_table_info('tasks') WHERE name = 'clusterbasemodel_config'";
    BOOST_TEST(sqlite::query_integer(reader.connection, columns) == 0);
    reader.connection.execute("END");
    BOOST_TEST(sqlite::query_integer(reader.connection, columns) == 1);
}

BOOST_AUTO_TEST_CASE(what_is_written_between_backup_and_lock_is_in_the_next_backup) {
    const Scene scene;
    int times = 0;
    RestoreOptions options{.backup = BackupOptions()};
    options.backup->progress = [&](std::int64_t done, std::int64_t of) {
        if (done == of && ++times == 1) scene.execute("CREATE TABLE late (a)");
    };
    const Restoration done = scene.restored(options).value();
    BOOST_TEST(times == 2);
    BOOST_TEST(digest_of(done.backup).tables.contains("late"));
    BOOST_TEST(scene.others().size() == 1u);
    options.backup->progress = [&](std::int64_t all, std::int64_t of) {
        if (all == of) scene.execute("CREATE TABLE IF NOT EXISTS again (a); DROP TABLE again");
    };
    BOOST_TEST(code_of(scene.restored(options)) == "changed-meanwhile");
    BOOST_TEST(scene.others().size() == 1u);
}

BOOST_AUTO_TEST_CASE(stopped_at_any_step_the_database_is_the_old_one) {
    for (const char* mode : {"wal", "delete"}) {
        const Scene scene(mode);
        scene.execute("UPDATE tasks SET description = zeroblob(200000)");
        const std::string large = back_up(scene.open(), "", {}).value().keep();
        scene.execute("UPDATE tasks SET description = NULL");
        const DatabaseDigest before = digest_of(scene.path());
        std::size_t crashes = 0;
        for (int stop = 1;; ++stop) {
            const int answer = sqlite::in_child([&] {
                int steps = 0;
                RestoreOptions options;
                options.progress = [&](std::int64_t done, std::int64_t of) {
                    if (++steps == stop && done < of) _exit(7);
                };
                return restore(large, scene.path(), options).has_value() ? 0 : 1;
            });
            if (answer != 7) break;
            ++crashes;
            BOOST_TEST((digest_of(scene.path()) == before));
        }
        BOOST_TEST(crashes > 1u);
        BOOST_TEST((digest_of(scene.path()) == digest_of(large)));
    }
}

BOOST_AUTO_TEST_CASE(an_interrupt_leaves_the_database_and_no_backup) {
    const Scene scene;
    const Bytes before = scene.bytes();
    std::atomic<bool> interrupted{false};
    RestoreOptions options{.backup = BackupOptions()};
    options.open.interrupted = &interrupted;
    options.progress = [&](auto, auto) { interrupted = true; };
    options.backup->progress = [&](auto, auto) { interrupted = true; };
    BOOST_TEST(code_of(scene.restored(options)) == "interrupted");
    BOOST_TEST((scene.bytes() == before));
    BOOST_TEST(scene.others().empty());
}

BOOST_AUTO_TEST_CASE(without_room_nothing_is_begun_i01) {
    const Scene scene;
    const Bytes before = scene.bytes();
    const RestoreOptions options{.free = [](const std::string&) { return 1000; }};
    BOOST_TEST(code_of(scene.restored(options)) == "disk-full");
    BOOST_TEST(code_of(restore(scene.backup, scene.path() + ".new", options)) == "disk-full");
    BOOST_TEST((scene.bytes() == before));
}

BOOST_AUTO_TEST_CASE(another_page_size_is_said_where_sqlite_cannot_change_it) {
    const Scene scene;
    auto other = open_new_database(scene.path() + ".8k", {}).value();
    other.connection.execute("PRAGMA page_size = 8192; CREATE TABLE t (a)");
    BOOST_TEST(code_of(restore(scene.path() + ".8k", scene.path(), {})) == "other-page-size");
    scene.execute("PRAGMA journal_mode = delete");
    BOOST_TEST(restore(scene.path() + ".8k", scene.path(), {}).has_value());
    BOOST_TEST((digest_of(scene.path()) == digest_of(scene.path() + ".8k")));
}

BOOST_AUTO_TEST_SUITE_END()
