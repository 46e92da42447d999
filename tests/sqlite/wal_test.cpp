#include <boost/test/unit_test.hpp>

#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "scratch.hpp"

using namespace evolve::sqlite;
namespace fs = std::filesystem;

namespace {

void create_wal_database(const std::string& path) {
    create(path, "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
}

/// Leaves a row in a -wal file that no one has copied into the database.
void crash_while_writing(const std::string& path) {
    in_child([&]() -> int {
        Connection connection = Connection::open(path, {.access = Access::write});
        connection.execute("INSERT INTO t VALUES(2)");
        _exit(0);
    });
    BOOST_REQUIRE(fs::file_size(path + "-wal") > 0);
}

/// The bytes that make up a database.
struct Bytes {
    explicit Bytes(const std::string& path)
        : main(read_file(path)), wal(read_file(path + "-wal")) {}
    friend bool operator==(const Bytes&, const Bytes&) = default;
    std::string main, wal;
};

std::int64_t count_rows(Connection& connection) {
    return query_integer(connection, "SELECT count(*) FROM t");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_wal)

BOOST_AUTO_TEST_CASE(reading_a_wal_database_changes_nothing_and_leaves_no_files) {
    const Scratch scratch;
    create_wal_database(scratch.path());
    const Bytes before(scratch.path());
    {
        Connection connection = Connection::open(scratch.path());
        BOOST_TEST(count_rows(connection) == 1);
        BOOST_TEST(fs::exists(scratch.path("a.db-shm")));
    }
    BOOST_TEST(!fs::exists(scratch.path("a.db-wal")));
    BOOST_TEST(!fs::exists(scratch.path("a.db-shm")));
    BOOST_TEST((Bytes(scratch.path()) == before));
}

BOOST_AUTO_TEST_CASE(the_wal_of_a_crashed_writer_is_read_and_stays_as_it_is) {
    const Scratch scratch;
    create_wal_database(scratch.path());
    crash_while_writing(scratch.path());
    const Bytes before(scratch.path());
    {
        Connection connection = Connection::open(scratch.path());
        BOOST_TEST(count_rows(connection) == 2);
    }
    BOOST_TEST((Bytes(scratch.path()) == before));
}

BOOST_AUTO_TEST_CASE(the_wal_of_a_crashed_writer_outlives_a_transaction_that_does_nothing) {
    const Scratch scratch;
    create_wal_database(scratch.path());
    crash_while_writing(scratch.path());
    const Bytes before(scratch.path());
    {
        Connection connection = Connection::open(scratch.path(), {.access = Access::write});
        Transaction transaction(connection);
        BOOST_TEST(count_rows(connection) == 2);
        transaction.commit();
    }
    BOOST_TEST((Bytes(scratch.path()) == before));
}

BOOST_AUTO_TEST_CASE(closing_copies_the_wal_once_it_is_allowed_to) {
    const Scratch scratch;
    create_wal_database(scratch.path());
    crash_while_writing(scratch.path());
    {
        Connection connection = Connection::open(scratch.path(), {.access = Access::write});
        connection.execute("INSERT INTO t VALUES(3)");
        connection.allow_checkpoint_on_close();
    }
    BOOST_TEST(!fs::exists(scratch.path("a.db-wal")));
    Connection connection = Connection::open(scratch.path());
    BOOST_TEST(count_rows(connection) == 3);
}

BOOST_AUTO_TEST_SUITE_END()
