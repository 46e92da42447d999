#include "evolve/sqlite/connection.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <thread>
#include <type_traits>

#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "scratch.hpp"

using namespace evolve::sqlite;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr const char* endless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

bool is_refused(std::string_view sql) {
    Connection connection = Connection::memory();
    try {
        (void)connection.prepare(sql);
    } catch (const Failure& failure) {
        return failure.kind() == FailureKind::error && failure.sql() == sql;
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_connection)

static_assert(!std::is_copy_constructible_v<Connection>);
static_assert(std::is_nothrow_move_assignable_v<Connection>);
static_assert(!std::is_copy_constructible_v<Statement>);
static_assert(std::is_nothrow_move_assignable_v<Statement>);

BOOST_AUTO_TEST_CASE(exactly_one_statement_is_prepared) {
    for (const char* sql : {"", "  ", "-- only a comment", ";", "SELECT 1; SELECT 2", "SELEC 1"})
        BOOST_TEST(is_refused(sql), sql);
    BOOST_TEST(is_refused(std::string_view("SELECT 1\0; DROP TABLE t", 23)));
    for (const char* sql : {"SELECT 1", "SELECT 1;", "SELECT 1; ; /* end */ -- "})
        BOOST_TEST(!is_refused(sql), sql);
}

BOOST_AUTO_TEST_CASE(sql_that_is_part_of_a_longer_text_ends_where_it_ends) {
    Connection connection = Connection::memory();
    const std::string_view text = "SELECT 12";
    BOOST_TEST(query_integer(connection, text.substr(0, 8)) == 1);
}

BOOST_AUTO_TEST_CASE(statements_run_until_the_first_failure) {
    Connection connection = Connection::memory();
    BOOST_CHECK_THROW(connection.execute("CREATE TABLE a(x); SELEC; CREATE TABLE b(x);"), Failure);
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM sqlite_schema") == 1);
}

BOOST_AUTO_TEST_CASE(a_failure_tells_which_of_our_lines_asked) {
    Connection connection = Connection::memory();
    const auto here = Where::current();
    BOOST_CHECK_EXCEPTION(connection.execute("SELECT x"), Failure, [&](const Failure& failure) {
        return failure.what() == std::string("no such column: x") &&
               failure.where().line == here.line + 1;
    });
}

BOOST_AUTO_TEST_CASE(a_pragma_that_took_reads_back) {
    Connection connection = Connection::memory();
    connection.set_pragma("foreign_keys", 1);
    connection.set_pragma("synchronous", 3);
    BOOST_TEST(query_integer(connection, "PRAGMA foreign_keys") == 1);
}

BOOST_AUTO_TEST_CASE(a_pragma_that_does_not_take_is_a_failure) {
    Connection connection = Connection::memory();
    BOOST_CHECK_THROW(connection.set_pragma("no_such_pragma", 1), Failure);
    const Transaction transaction(connection);
    BOOST_CHECK_THROW(connection.set_pragma("foreign_keys", 1), Failure);
}

BOOST_AUTO_TEST_CASE(an_open_statement_shows_until_it_is_reset) {
    Connection connection = Connection::memory();
    Statement rows = connection.prepare("SELECT 1 UNION ALL SELECT 2");
    BOOST_TEST(!connection.has_open_statements());
    BOOST_REQUIRE(rows.step());
    BOOST_TEST(connection.has_open_statements());
    rows.reset();
    BOOST_TEST(!connection.has_open_statements());
}

BOOST_AUTO_TEST_CASE(changed_rows_are_counted) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t(x); INSERT INTO t VALUES(1); INSERT INTO t VALUES(2),(3)");
    BOOST_TEST(connection.changes() == 2);
    BOOST_TEST(connection.total_changes() == 3);
}

BOOST_AUTO_TEST_CASE(a_connection_can_move_beneath_its_statements) {
    std::atomic<bool> interrupted = false;
    Connection second = Connection::memory();
    Connection first = Connection::memory({.interrupted = &interrupted});
    Statement rows = first.prepare("SELECT 7");
    second = std::move(first);
    BOOST_REQUIRE(rows.step());
    BOOST_TEST(rows.integer(0) == 7);
    interrupted = true;
    BOOST_CHECK_EXCEPTION(second.execute(endless), Failure, is(FailureKind::interrupted));
}

// Found by soak: SQLite asks for them there as for those of a program.
BOOST_AUTO_TEST_CASE(sqlites_own_collations_are_its_own_in_utf_16_too) {
    for (const std::string encoding : {"UTF-8", "UTF-16le", "UTF-16be"}) {
        Connection connection = Connection::memory({.access = Access::write});
        connection.execute("PRAGMA encoding = '" + encoding + "'; CREATE TABLE t (x)");
        BOOST_TEST(query_integer(connection, "SELECT 'É a' = 'É A' COLLATE nocase") == 1, encoding);
        BOOST_TEST(query_integer(connection, "SELECT 'a  ' = 'a' COLLATE RTRIM") == 1, encoding);
    }
}

BOOST_AUTO_TEST_CASE(commits_are_counted_and_rollbacks_are_not) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t (x)");
    const auto before = connection.commits();
    connection.execute("BEGIN; INSERT INTO t VALUES (1); ALTER TABLE t ADD COLUMN y; ROLLBACK");
    BOOST_TEST(connection.commits() == before);
    connection.execute("BEGIN; INSERT INTO t VALUES (1); COMMIT");
    BOOST_TEST(connection.commits() != before);
}

BOOST_AUTO_TEST_CASE(the_interrupted_flag_stops_a_long_statement) {
    std::atomic<bool> interrupted = false;
    Connection connection = Connection::memory({.interrupted = &interrupted});
    std::thread later([&] {
        std::this_thread::sleep_for(30ms);
        interrupted = true;
    });
    BOOST_CHECK_EXCEPTION(connection.execute(endless), Failure, is(FailureKind::interrupted));
    later.join();
}

BOOST_AUTO_TEST_CASE(the_interrupted_flag_ends_waiting_for_a_lock) {
    const Scratch scratch;
    Connection first = create(scratch.path());
    const Transaction transaction(first);
    std::atomic<bool> interrupted = false;
    Connection second = Connection::open(
        scratch.path(), {.access = Access::write, .busy_timeout = 1h, .interrupted = &interrupted});
    std::thread later([&] {
        std::this_thread::sleep_for(30ms);
        interrupted = true;
    });
    BOOST_CHECK_EXCEPTION(Transaction{second}, Failure, is(FailureKind::interrupted));
    later.join();
}

BOOST_AUTO_TEST_SUITE_END()
