#include "evolve/sqlite/backup.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>

#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "scratch.hpp"

using namespace evolve;
using namespace evolve::sqlite;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view two_rows =
    "CREATE TABLE t (a); INSERT INTO t (rowid, a) VALUES (5, 'five'), (9, 'nine')";

/// Some 8 MiB, which are several steps.
constexpr std::string_view many_pages =
    "CREATE TABLE t (a); WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n "
    "WHERE i < 2000) INSERT INTO t SELECT randomblob(4000) FROM n";

std::int64_t rows(Connection& connection) {
    return query_integer(connection, "SELECT count(*) FROM t");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_backup)

BOOST_AUTO_TEST_CASE(a_copy_has_the_rowids_that_vacuum_would_renumber_i05) {
    const Scratch scratch;
    Connection from = create(scratch.path("a.db"), two_rows);
    Connection to = create(scratch.path("b.db"));
    Backup(from, to).finish();
    BOOST_TEST(query_integer(to, "SELECT rowid FROM t WHERE a = 'nine'") == 9);
}

BOOST_AUTO_TEST_CASE(what_another_connection_is_about_to_write_is_copied_as_it_was) {
    for (const std::string_view mode : {"delete", "wal"}) {
        const Scratch scratch;
        Connection writer = create(scratch.path("a.db"), two_rows);
        writer.execute("PRAGMA journal_mode = " + std::string(mode));
        const Transaction locked(writer);
        Connection reader = Connection::open(scratch.path("a.db"));
        Connection to = create(scratch.path("b.db"));
        Backup(reader, to).finish();
        BOOST_TEST(rows(to) == 2);
    }
}

BOOST_AUTO_TEST_CASE(progress_comes_at_every_step_and_ends_with_all_pages) {
    const Scratch scratch;
    Connection from = create(scratch.path("a.db"), many_pages);
    Connection to = create(scratch.path("b.db"));
    std::vector<std::int64_t> done;
    std::int64_t all = 0;
    Backup(from, to).finish([&](std::int64_t now, std::int64_t of) {
        done.push_back(now);
        all = of;
    });
    BOOST_TEST(done.size() > 5u);
    BOOST_TEST(std::ranges::is_sorted(done));
    BOOST_TEST(done.back() == all);
}

BOOST_AUTO_TEST_CASE(an_interrupt_between_steps_leaves_the_target_as_it_was) {
    const Scratch scratch;
    std::atomic<bool> interrupted{false};
    create(scratch.path("a.db"), many_pages);
    Connection from = Connection::open(scratch.path("a.db"), {.interrupted = &interrupted});
    Connection to = create(scratch.path("b.db"), two_rows);
    {
        Backup backup(from, to);
        BOOST_CHECK_EXCEPTION(backup.finish([&](auto, auto) { interrupted = true; }), Failure,
                              is(FailureKind::interrupted));
    }
    BOOST_TEST(rows(to) == 2);
}

BOOST_AUTO_TEST_CASE(a_crash_between_steps_leaves_the_target_as_it_was) {
    for (const std::string_view mode : {"delete", "wal"}) {
        const Scratch scratch;
        create(scratch.path("a.db"), many_pages);
        create(scratch.path("b.db"), two_rows)
            .execute("PRAGMA journal_mode = " + std::string(mode));
        const int answer = in_child([&] {
            Connection from = Connection::open(scratch.path("a.db"));
            Connection to = Connection::open(scratch.path("b.db"), {.access = Access::write});
            int steps = 0;
            Backup(from, to).finish([&](auto, auto) {
                if (++steps == 4) _exit(7);
            });
            return 0;
        });
        BOOST_TEST(answer == 7);
        Connection after = Connection::open(scratch.path("b.db"));
        BOOST_TEST(rows(after) == 2);
    }
}

BOOST_AUTO_TEST_CASE(a_locked_target_is_waited_for_and_left_alone) {
    const Scratch scratch;
    Connection from = create(scratch.path("a.db"), two_rows);
    Connection holder = create(scratch.path("b.db"), "CREATE TABLE other (x)");
    const Transaction held(holder);
    Connection to =
        Connection::open(scratch.path("b.db"), {.access = Access::write, .busy_timeout = 30ms});
    const auto start = std::chrono::steady_clock::now();
    BOOST_CHECK_EXCEPTION(Backup(from, to).lock(), Failure, is(FailureKind::busy));
    BOOST_TEST((std::chrono::steady_clock::now() - start >= 30ms));
    BOOST_TEST(query_integer(to, "SELECT count(*) FROM other") == 0);
}

BOOST_AUTO_TEST_CASE(readers_of_a_wal_target_keep_their_snapshot) {
    const Scratch scratch;
    Connection from = create(scratch.path("a.db"), "CREATE TABLE t (a)");
    Connection to = create(scratch.path("b.db"), "PRAGMA journal_mode = wal");
    to.execute(two_rows);
    Connection reader = Connection::open(scratch.path("b.db"));
    reader.execute("BEGIN");
    BOOST_TEST(rows(reader) == 2);
    Backup(from, to).finish();
    BOOST_TEST(rows(reader) == 2);
    reader.execute("END");
    BOOST_TEST(rows(reader) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
