#include <boost/test/unit_test.hpp>
#include <random>

#include "evolve/sqlite/query.hpp"
#include "evolve/sqlite/transaction.hpp"
#include "scratch.hpp"

using namespace evolve::sqlite;
namespace fs = std::filesystem;

namespace {

std::int64_t read_schema(const std::string& path) {
    Connection connection = Connection::open(path);
    return query_integer(connection, "SELECT count(*) FROM sqlite_schema");
}

std::string random_bytes(std::size_t count) {
    std::minstd_rand random(7046029);
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() >> 8);
    return bytes;
}

/// The kind of failure when nobody inserts a row, as an exit code; 100 if it succeeds.
int insert_as_nobody(const std::string& path) {
    become_nobody();
    try {
        Connection connection = Connection::open(path, {.access = Access::write});
        const Transaction transaction(connection);
        connection.execute("INSERT INTO t VALUES(1)");
    } catch (const Failure& failure) {
        return static_cast<int>(failure.kind());
    }
    return 100;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_opening)

BOOST_AUTO_TEST_CASE(a_missing_file_is_not_made) {
    const Scratch scratch;
    for (const Access access : {Access::read, Access::write})
        BOOST_CHECK_EXCEPTION(Connection::open(scratch.path(), {.access = access}), Failure,
                              is(FailureKind::cannot_open));
    BOOST_TEST(!fs::exists(scratch.path()));
}

BOOST_AUTO_TEST_CASE(create_makes_a_missing_file) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t(x)");
    BOOST_TEST(read_schema(scratch.path()) == 1);
}

BOOST_AUTO_TEST_CASE(a_file_of_no_bytes_is_an_empty_database) {
    const Scratch scratch;
    write_file(scratch.path(), "");
    BOOST_TEST(read_schema(scratch.path()) == 0);
    BOOST_TEST(fs::file_size(scratch.path()) == 0u);
}

BOOST_AUTO_TEST_CASE(a_directory_cannot_be_opened) {
    const Scratch scratch;
    BOOST_CHECK_EXCEPTION(Connection::open(scratch.path(".")), Failure,
                          is(FailureKind::cannot_open));
}

BOOST_AUTO_TEST_CASE(a_link_that_was_not_resolved_cannot_be_opened) {
    const Scratch scratch;
    create(scratch.path());
    fs::create_symlink(scratch.path(), scratch.path("link"));
    BOOST_CHECK_EXCEPTION(Connection::open(scratch.path("link")), Failure,
                          is(FailureKind::cannot_open));
}

BOOST_AUTO_TEST_CASE(another_kind_of_file_is_not_a_database_and_stays_as_it_is) {
    const Scratch scratch;
    for (const std::string& bytes : {std::string("hello"), random_bytes(8192)}) {
        write_file(scratch.path(), bytes);
        BOOST_CHECK_EXCEPTION(read_schema(scratch.path()), Failure,
                              is(FailureKind::not_a_database));
        BOOST_TEST((read_file(scratch.path()) == bytes));
    }
}

BOOST_AUTO_TEST_CASE(half_a_database_is_corrupt) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(50000))");
    fs::resize_file(scratch.path(), fs::file_size(scratch.path()) / 2);
    BOOST_CHECK_EXCEPTION(read_schema(scratch.path()), Failure, is(FailureKind::corrupt));
}

BOOST_AUTO_TEST_CASE(read_access_cannot_write) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t(x)");
    const std::string before = read_file(scratch.path());
    {
        Connection connection = Connection::open(scratch.path());
        for (const char* sql : {"INSERT INTO t VALUES(1)", "CREATE TABLE u(x)", "DROP TABLE t"})
            BOOST_CHECK_EXCEPTION(connection.execute(sql), Failure, is(FailureKind::read_only));
    }
    BOOST_TEST((read_file(scratch.path()) == before));
}

BOOST_AUTO_TEST_CASE(a_read_only_file_opens_and_says_so) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t(x)");
    fs::permissions(scratch.path("."), fs::perms(0755));
    fs::permissions(scratch.path(), fs::perms(0444));
    const int answer = in_child([&] {
        become_nobody();
        return Connection::open(scratch.path(), {.access = Access::write}).is_read_only() ? 1 : 0;
    });
    BOOST_TEST(answer == 1);
    BOOST_TEST(in_child([&] { return insert_as_nobody(scratch.path()); }) ==
               static_cast<int>(FailureKind::read_only));
}

BOOST_AUTO_TEST_CASE(a_read_only_directory_makes_writing_fail_as_read_only) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t(x)");
    fs::permissions(scratch.path(), fs::perms(0666));
    fs::permissions(scratch.path("."), fs::perms(0555));
    const int answer = in_child([&] { return insert_as_nobody(scratch.path()); });
    fs::permissions(scratch.path("."), fs::perms(0755));
    BOOST_TEST(answer == static_cast<int>(FailureKind::read_only));
}

BOOST_AUTO_TEST_CASE(an_unknown_vfs_is_a_failure) {
    const Scratch scratch;
    create(scratch.path());
    BOOST_CHECK_THROW(Connection::open(scratch.path(), {.vfs = "no-such-vfs"}), Failure);
    BOOST_CHECK_NO_THROW(Connection::open(scratch.path(), {.vfs = "unix-excl"}));
}

BOOST_AUTO_TEST_SUITE_END()
