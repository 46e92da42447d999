#include "evolve/execute/room.hpp"

#include <sched.h>
#include <sys/mount.h>

#include "evolve/introspect/size.hpp"
#include "evolve/sqlite/query.hpp"
#include "installation.hpp"

using namespace evolve;
namespace fs = std::filesystem;

namespace {

FreeBytes exactly(std::uintmax_t bytes) {
    return [bytes](const std::string&) { return bytes; };
}

/// Several MB of rows.
void fill(const Installation& database, int rows = 3000) {
    database.execute(
        std::string("WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ") +
        std::to_string(rows) +
        ") "
        "INSERT INTO tasks (task_name, clusterbasemodel_config, model_config, base_runtime, "
        "parameters, optimization_config, benchmark_config) "
        "SELECT 'task ' || i, hex(randomblob(400)), '{}', '', '{}', '{}', '{}' FROM n");
}

Plan plan_down(const Installation& database) {
    return plan_down(example().graph, database.present(), database.position("0008"), named("0008"))
        .value();
}

std::uintmax_t room_for(const Installation& database) {
    Database opened = database.open();
    return room_for(opened.connection, plan_down(database));
}

std::uintmax_t bytes_of(const Installation& database) {
    Database opened = database.open();
    return introspect::bytes_of_database(opened.connection);
}

std::uintmax_t size(const std::string& path) {
    std::error_code code;
    const auto bytes = fs::file_size(path, code);
    return code ? 0 : bytes;
}

/// Of the database and what SQLite puts beside it.
std::uintmax_t bytes_of_files(const Installation& database) {
    return size(database.path()) + size(database.path() + "-wal") +
           size(database.path() + "-journal");
}

std::string in_words(const Result<Receipt, MigrateError>& receipt) {
    BOOST_REQUIRE(!receipt.has_value());
    const Explanation why = explain(receipt.error());
    return std::string(why.code) + ": " + why.wrong + ". " + why.next;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(room_on_the_disk)

BOOST_AUTO_TEST_CASE(without_room_for_the_rows_nothing_is_begun_i01) {
    const Installation database("09");
    fill(database);
    const std::uintmax_t needed = room_for(database);
    BOOST_TEST(needed > 4'000'000u);
    const Bytes before = database.bytes();
    const auto refused =
        database.go("0008", Direction::down, {.free = exactly(needed - 1'500'000)});
    const std::string said = in_words(refused);
    BOOST_TEST(said.starts_with("disk-full: disk full: up to "), said);
    BOOST_TEST((said.find("Free 2 MB on /") != said.npos), said);
    BOOST_TEST((database.bytes() == before));
    Installation::done(database.go("0008", Direction::down, {.free = exactly(needed)}));
}

BOOST_AUTO_TEST_CASE(the_backup_needs_room_too_and_is_not_begun_without_i01) {
    const Installation database("09");
    const std::uintmax_t rows = room_for(database);
    const std::uintmax_t all = rows + bytes_of(database);
    const auto refused =
        database.go("0008", Direction::down, {.backup = BackupOptions(), .free = exactly(all - 1)});
    BOOST_TEST(in_words(refused).starts_with("disk-full"));
    const fs::path directory = fs::path(database.path()).parent_path();
    BOOST_TEST(std::distance(fs::directory_iterator(directory), {}) == 1);
    Installation::done(
        database.go("0008", Direction::down, {.backup = BackupOptions(), .free = exactly(all)}));
}

BOOST_AUTO_TEST_CASE(a_plan_that_moves_no_row_asks_for_no_room) {
    const Installation database("08");
    BOOST_TEST(database.go("0009", Direction::up, {.free = exactly(0)}).has_value());
}

BOOST_AUTO_TEST_CASE(a_disk_that_does_not_say_what_is_free_stops_nobody) {
    const Installation database("09");
    const FreeBytes silent = [](const std::string&) { return std::nullopt; };
    BOOST_TEST(database.go("0008", Direction::down, {.free = silent}).has_value());
}

// The estimate is what it says: at most so much is written beside what was there.
BOOST_AUTO_TEST_CASE(no_more_is_written_than_was_estimated_i01) {
    for (const char* mode : {"wal", "delete"}) {
        const Installation database("09");
        fill(database, 40'000);  // more than SQLite's cache holds until it commits
        database.execute("PRAGMA journal_mode = " + std::string(mode));
        const std::uintmax_t needed = room_for(database);
        const std::uintmax_t before = bytes_of_files(database);
        std::uintmax_t most = 0;
        Database opened = database.open();
        const auto receipt = migrate(
            opened, managed_by(example()), planner(example().graph, named("0008"), Direction::down),
            {.before_statement = [&](auto) { most = std::max(most, bytes_of_files(database)); }});
        Installation::done(receipt);
        most = std::max(most, bytes_of_files(database));
        BOOST_TEST_MESSAGE(mode << ": " << most - before << " of " << needed);
        BOOST_TEST(most - before <= needed);
        BOOST_TEST((most - before) * 4 > needed);  // nor is it several times too much
    }
}

BOOST_AUTO_TEST_CASE(a_disk_that_runs_full_in_the_middle_is_told_with_what_to_free) {
    const Installation database("09");
    fill(database);
    database.execute("PRAGMA journal_mode = delete");
    const Bytes before = database.bytes();
    {
        Database opened = database.open();
        const auto pages = sqlite::query_integer(opened.connection, "PRAGMA page_count");
        opened.connection.execute("PRAGMA max_page_count = " + std::to_string(pages + 20));
        const auto stopped = migrate(
            opened, managed_by(example()), planner(example().graph, named("0008"), Direction::down),
            {.free = [calls = 0](const std::string&) mutable {
                return ++calls == 1 ? std::uintmax_t{1} << 40 : std::uintmax_t{1000};
            }});
        BOOST_REQUIRE(!stopped.has_value());
        const Explanation why = explain(stopped.error());
        BOOST_TEST(why.step == "Wrote table 'tasks' anew");
        BOOST_TEST(why.wrong == "disk full");
        BOOST_TEST((why.next.starts_with("Free ") && why.next.find(" MB on /") != why.next.npos),
                   why.next);
    }
    BOOST_TEST((database.bytes() == before));
}

// A real one that is too small, where this user may make one.
BOOST_AUTO_TEST_CASE(
    on_a_full_disk_the_database_stays_as_it_was_and_the_message_says_what_to_free) {
    constexpr int not_permitted = 77;
    const sqlite::Scratch disk;
    const fs::path directory = fs::path(disk.path()).parent_path();
    const int answer = sqlite::in_child([&] {
        if (unshare(CLONE_NEWNS) != 0 ||
            mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            mount("none", directory.c_str(), "tmpfs", 0, "size=12m") != 0)
            return not_permitted;
        const Installation full("09");
        fill(full);
        full.execute("PRAGMA journal_mode = delete");
        fs::copy_file(full.path(), disk.path());
        const std::string before = sqlite::read_file(disk.path());
        const auto stopped = [&](const MigrateOptions& options) {
            Database opened = open_database(disk.path(), {.access = sqlite::Access::write}).value();
            const auto receipt =
                migrate(opened, managed_by(example()),
                        planner(example().graph, named("0008"), Direction::down), options);
            return receipt ? Explanation() : explain(receipt.error());
        };
        const Explanation early = stopped({});
        if (early.code != "disk-full" || !early.step.empty()) return 1;
        if (early.next.find(" MB on " + directory.string()) == early.next.npos) return 2;
        // Something fills the disk when the migration has begun.
        bool filled = false;
        const Explanation late =
            stopped({.free = exactly(std::uintmax_t{1} << 40), .before_statement = [&](auto) {
                         if (filled) return;
                         filled = true;
                         sqlite::write_file(disk.path("other"), std::string(20'000'000, 'x'));
                     }});
        if (late.code != "disk-full" || late.step.empty()) return 3;
        if (late.next.find("on " + directory.string()) == late.next.npos) return 4;
        return sqlite::read_file(disk.path()) == before ? 0 : 5;
    });
    if (answer == not_permitted) BOOST_TEST_MESSAGE("no mount is permitted");
    BOOST_TEST((answer == 0 || answer == not_permitted), answer);
}

BOOST_AUTO_TEST_CASE(what_goes_to_one_file_system_is_added_up) {
    const sqlite::Scratch here;
    const std::string directory = fs::path(here.path()).parent_path();
    BOOST_TEST(!lacking({{directory, 30}, {directory, 20}}, exactly(50)).has_value());
    const auto room = lacking({{directory, 30}, {directory, 20}}, exactly(49));
    BOOST_REQUIRE(room.has_value());
    BOOST_TEST(room->needed == 50u);
    BOOST_TEST(directory.starts_with(room->where));
    BOOST_TEST(room->where != directory);
}

BOOST_AUTO_TEST_SUITE_END()
