#include "evolve/sqlite/hardening.hpp"

#include <sqlite3.h>

#include <boost/test/unit_test.hpp>

#include "evolve/sqlite/query.hpp"
#include "scratch.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

/// Notes in an int that it was called.
void leave_trace(sqlite3_context* context, int, sqlite3_value**) {
    *static_cast<int*>(sqlite3_user_data(context)) += 1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_hardening)

BOOST_AUTO_TEST_CASE(triggers_do_not_fire) {
    Connection connection = Connection::memory();
    connection.execute(
        "CREATE TABLE t(x); CREATE TABLE log(x);"
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES(new.x); END;"
        "INSERT INTO t VALUES(1)");
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM log") == 0);
}

BOOST_AUTO_TEST_CASE(foreign_key_actions_are_no_triggers) {
    Connection connection = Connection::memory();
    connection.set_pragma("foreign_keys", 1);
    connection.execute(
        "CREATE TABLE p(id INTEGER PRIMARY KEY);"
        "CREATE TABLE c(p REFERENCES p ON DELETE CASCADE);"
        "INSERT INTO p VALUES(1); INSERT INTO c VALUES(1); DELETE FROM p");
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM c") == 0);
}

BOOST_AUTO_TEST_CASE(double_quoted_strings_in_a_stored_schema_stay_readable) {
    const Scratch scratch;
    create(scratch.path(),
           "CREATE TABLE t(a, b DEFAULT \"none\"); INSERT INTO t(a) VALUES(1);"
           "CREATE VIEW v AS SELECT \"text\" AS word FROM t");
    Connection connection = Connection::open(scratch.path());
    BOOST_TEST((query_value(connection, "SELECT b FROM t") == Value(Text("none"))));
    BOOST_TEST((query_value(connection, "SELECT word FROM v") == Value(Text("text"))));
}

BOOST_AUTO_TEST_CASE(a_schema_cannot_call_functions_of_the_application) {
    const Scratch scratch;
    create(scratch.path(), "CREATE VIEW v AS SELECT trace()");
    Connection connection = Connection::open(scratch.path());
    int calls = 0;
    sqlite3_create_function(connection.session().handle(), "trace", 0, SQLITE_UTF8, &calls,
                            leave_trace, nullptr, nullptr);
    BOOST_CHECK_THROW(connection.execute("SELECT * FROM v"), Failure);
    BOOST_TEST(calls == 0);
}

BOOST_AUTO_TEST_CASE(the_schema_table_cannot_be_written) {
    Connection connection = Connection::memory();
    connection.execute("PRAGMA writable_schema=1");
    BOOST_CHECK_THROW(connection.execute("DELETE FROM sqlite_schema"), Failure);
}

BOOST_AUTO_TEST_CASE(nothing_can_be_loaded_or_attached) {
    Connection connection = Connection::memory();
    BOOST_CHECK_THROW(connection.execute("SELECT load_extension('x')"), Failure);
    BOOST_CHECK_THROW(connection.execute("ATTACH ':memory:' AS other"), Failure);
    BOOST_CHECK_THROW(connection.execute("VACUUM"), Failure);
}

BOOST_AUTO_TEST_CASE(a_page_with_one_damaged_cell_is_corrupt_as_a_whole) {
    const Scratch scratch;
    create(scratch.path(), "CREATE TABLE t(x); INSERT INTO t VALUES('first'),('second')");
    std::string bytes = read_file(scratch.path());
    bytes.replace(4096 + 10, 2, "\x0f\xfe");  // where page 2 says that its second cell begins
    write_file(scratch.path(), bytes);
    Connection connection = Connection::open(scratch.path());
    BOOST_CHECK_EXCEPTION(query_value(connection, "SELECT x FROM t WHERE rowid = 1"), Failure,
                          is(FailureKind::corrupt));
}

BOOST_AUTO_TEST_SUITE_END()
