#include "evolve/sqlite/transaction.hpp"

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "evolve/sqlite/query.hpp"
#include "scratch.hpp"

using namespace evolve::sqlite;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

Connection writer(const std::string& path, std::chrono::milliseconds busy_timeout) {
    return Connection::open(path, {.access = Access::write, .busy_timeout = busy_timeout});
}

/// A table of one row, and a reader in the middle of it.
struct ReadDatabase {
    ReadDatabase() { create(scratch.path(), "CREATE TABLE t(x); INSERT INTO t VALUES(1)"); }

    void start_reading() {
        reader.emplace(Connection::open(scratch.path()));
        rows.emplace(reader->prepare("SELECT x FROM t"));
        rows->step();
    }

    Scratch scratch;
    std::optional<Connection> reader;
    std::optional<Statement> rows;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_transaction)

BOOST_AUTO_TEST_CASE(what_is_not_committed_is_rolled_back) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t(x)");
    {
        const Transaction transaction(connection);
        connection.execute("INSERT INTO t VALUES(1)");
        BOOST_TEST(transaction.still_open());
    }
    BOOST_TEST(!connection.in_transaction());
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 0);
}

BOOST_AUTO_TEST_CASE(what_is_committed_stays) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t(x)");
    {
        Transaction transaction(connection);
        connection.execute("INSERT INTO t VALUES(1)");
        transaction.commit();
        BOOST_TEST(!transaction.still_open());
    }
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 1);
}

BOOST_AUTO_TEST_CASE(a_committed_transaction_leaves_the_next_one_alone) {
    Connection connection = Connection::memory();
    {
        Transaction first(connection);
        first.commit();
        connection.execute("BEGIN");
    }
    BOOST_TEST(connection.in_transaction());
}

BOOST_AUTO_TEST_CASE(a_second_writer_is_busy_after_waiting_each_time) {
    ReadDatabase database;
    Connection first = writer(database.scratch.path(), 5s);
    Connection second = writer(database.scratch.path(), 60ms);
    const Transaction transaction(first);
    for (int i = 0; i < 2; ++i) {
        const auto start = steady_clock::now();
        BOOST_CHECK_EXCEPTION(Transaction{second}, Failure, is(FailureKind::busy));
        BOOST_TEST((steady_clock::now() - start >= 60ms));
    }
}

BOOST_AUTO_TEST_CASE(a_writer_of_another_process_is_waited_for) {
    ReadDatabase database;
    int began[2] = {};
    BOOST_REQUIRE(pipe(began) == 0);
    const pid_t child = fork();
    if (child == 0) {
        Connection other = writer(database.scratch.path(), 5s);
        const Transaction transaction(other);
        const bool told = write(began[1], "x", 1) == 1;
        std::this_thread::sleep_for(100ms);
        _exit(told ? 0 : 1);
    }
    char byte = 0;
    BOOST_REQUIRE(read(began[0], &byte, 1) == 1);
    Connection connection = writer(database.scratch.path(), 30s);
    Transaction transaction(connection);
    transaction.commit();
    waitpid(child, nullptr, 0);
    close(began[0]);
    close(began[1]);
}

BOOST_AUTO_TEST_CASE(commit_waits_for_a_reader_to_end) {
    ReadDatabase database;
    Connection connection = writer(database.scratch.path(), 30s);
    Transaction transaction(connection);
    connection.execute("INSERT INTO t VALUES(2)");
    database.start_reading();
    std::thread later([&] {
        std::this_thread::sleep_for(80ms);
        database.rows->reset();
    });
    transaction.commit();
    later.join();
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 2);
}

BOOST_AUTO_TEST_CASE(commit_can_be_called_again_after_a_reader_made_it_fail) {
    ReadDatabase database;
    Connection connection = writer(database.scratch.path(), 40ms);
    Transaction transaction(connection);
    connection.execute("INSERT INTO t VALUES(2)");
    database.start_reading();
    BOOST_CHECK_EXCEPTION(transaction.commit(), Failure, is(FailureKind::busy));
    BOOST_TEST(transaction.still_open());
    database.rows->reset();
    transaction.commit();
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 2);
}

BOOST_AUTO_TEST_CASE(a_commit_that_never_succeeds_leaves_the_old_rows) {
    ReadDatabase database;
    Connection connection = writer(database.scratch.path(), 20ms);
    database.start_reading();
    {
        Transaction transaction(connection);
        connection.execute("INSERT INTO t VALUES(2)");
        BOOST_CHECK_EXCEPTION(transaction.commit(), Failure, is(FailureKind::busy));
    }
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 1);
}

BOOST_AUTO_TEST_CASE(a_transaction_that_sqlite_ended_is_noticed) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t(x UNIQUE ON CONFLICT ROLLBACK); INSERT INTO t VALUES(1)");
    Transaction transaction(connection);
    connection.execute("INSERT INTO t VALUES(2)");
    BOOST_CHECK_EXCEPTION(connection.execute("INSERT INTO t VALUES(1)"), Failure,
                          is(FailureKind::constraint));
    BOOST_TEST(!transaction.still_open());
    BOOST_CHECK_EXCEPTION(transaction.commit(), Failure, is(FailureKind::error));
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 1);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_full_and_leaves_the_old_rows) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t(x)");
    connection.set_pragma("max_page_count", 5);
    {
        const Transaction transaction(connection);
        connection.execute("INSERT INTO t VALUES(1)");
        BOOST_CHECK_EXCEPTION(connection.execute("INSERT INTO t VALUES(zeroblob(100000))"), Failure,
                              is(FailureKind::full));
    }
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 0);
}

BOOST_AUTO_TEST_CASE(an_interrupted_transaction_rolls_back) {
    std::atomic<bool> interrupted = false;
    Connection connection = Connection::memory({.interrupted = &interrupted});
    connection.execute("CREATE TABLE t(x)");
    {
        const Transaction transaction(connection);
        connection.execute("INSERT INTO t VALUES(1)");
        interrupted = true;
    }
    interrupted = false;
    BOOST_TEST(!connection.in_transaction());
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM t") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
