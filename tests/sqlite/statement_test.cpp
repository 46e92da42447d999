#include "evolve/sqlite/statement.hpp"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <vector>

#include "evolve/sqlite/query.hpp"
#include "scratch.hpp"

using namespace evolve;
using namespace evolve::sqlite;

namespace {

Text bytes(std::string_view text) { return Text(text); }

/// What a column without affinity gives back for a value that was bound.
Value stored(Connection& connection, const Value& value) {
    connection.execute("DROP TABLE IF EXISTS t; CREATE TABLE t(x)");
    Statement insert = connection.prepare("INSERT INTO t VALUES(?)");
    insert.bind(1, value);
    insert.step();
    return query_value(connection, "SELECT x FROM t").value();
}

/// Equal class and equal bits: == takes 0.0 and -0.0 for one.
bool same(const Value& a, const Value& b) {
    const double* x = std::get_if<double>(&a);
    const double* y = std::get_if<double>(&b);
    if (x == nullptr || y == nullptr) return a == b;
    return std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y);
}

using Integers = std::numeric_limits<std::int64_t>;
using Reals = std::numeric_limits<double>;

}  // namespace

BOOST_AUTO_TEST_SUITE(sqlite_statement)

BOOST_AUTO_TEST_CASE(each_value_comes_back_with_its_class_and_bytes) {
    const std::vector<Value> values = {
        Null{},
        std::int64_t{0},
        Integers::min(),
        Integers::max(),
        0.0,
        -0.0,
        7.0,
        0.1,
        Reals::infinity(),
        -Reals::infinity(),
        Reals::denorm_min(),
        Reals::max(),
        9007199254740993.0,
        Text(),
        bytes("7"),
        bytes({"a\0b", 3}),
        bytes({"\0", 1}),
        bytes("\xff\xfe\xc3"),
        bytes("Grüße 🙂"),
        Blob{},
        Blob{bytes({"\0\xff\0", 3})},
        Blob{bytes("text")},
    };
    Connection connection = Connection::memory();
    for (std::size_t i = 0; i < values.size(); ++i)
        BOOST_TEST(same(stored(connection, values[i]), values[i]), "value " << i);
}

BOOST_AUTO_TEST_CASE(text_is_utf8_in_a_utf16_database) {
    Connection connection = Connection::memory();
    connection.execute("PRAGMA encoding='UTF-16le'");
    for (const Text& text : {Text("Grüße 🙂"), Text(), bytes({"a\0b", 3})})
        BOOST_TEST((stored(connection, text) == Value(text)));
}

BOOST_AUTO_TEST_CASE(not_a_number_becomes_null) {
    Connection connection = Connection::memory();
    BOOST_TEST((stored(connection, Reals::quiet_NaN()) == Value(Null{})));
}

BOOST_AUTO_TEST_CASE(columns_answer_in_each_form) {
    Connection connection = Connection::memory();
    Statement row = connection.prepare("SELECT 7 AS number, 'x' AS word, NULL, 1.5, x'00'");
    BOOST_REQUIRE(row.step());
    BOOST_TEST(row.column_count() == 5);
    BOOST_TEST(row.column_name(1) == "word");
    BOOST_TEST(row.integer(0) == 7);
    BOOST_TEST(row.text(1) == "x");
    BOOST_TEST(row.is_null(2));
    BOOST_TEST((row.storage_class(3) == StorageClass::real));
    BOOST_TEST((row.storage_class(4) == StorageClass::blob));
    BOOST_TEST(row.text(2) == "");
}

BOOST_AUTO_TEST_CASE(a_finished_statement_can_be_bound_and_run_again) {
    Connection connection = Connection::memory();
    Statement statement = connection.prepare("SELECT ?");
    for (std::int64_t i = 0; i < 3; ++i) {
        statement.bind(1, i);
        BOOST_REQUIRE(statement.step());
        BOOST_TEST(statement.integer(0) == i);
        BOOST_REQUIRE(!statement.step());
    }
}

BOOST_AUTO_TEST_CASE(a_failed_statement_can_be_bound_and_run_again) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t(x NOT NULL)");
    Statement insert = connection.prepare("INSERT INTO t VALUES(?)");
    BOOST_CHECK_EXCEPTION(insert.step(), Failure, is(FailureKind::constraint));
    insert.bind(1, Text("x"));
    BOOST_TEST(!insert.step());
}

BOOST_AUTO_TEST_CASE(a_statement_that_found_a_lock_is_not_open) {
    const Scratch scratch;
    Connection first = create(scratch.path(), "CREATE TABLE t(x)");
    Connection second = Connection::open(scratch.path(), {.busy_timeout = {}});
    Statement rows = second.prepare("SELECT x FROM t");
    first.execute("BEGIN EXCLUSIVE");
    BOOST_CHECK_EXCEPTION(rows.step(), Failure, is(FailureKind::busy));
    BOOST_TEST(!second.has_open_statements());
}

BOOST_AUTO_TEST_CASE(a_value_too_large_for_sqlite_is_a_limit) {
    Connection connection = Connection::memory();
    BOOST_CHECK_EXCEPTION(connection.execute("SELECT zeroblob(1000000001)"), Failure,
                          is(FailureKind::limit));
}

BOOST_AUTO_TEST_CASE(a_parameter_that_is_not_there_cannot_be_bound) {
    Connection connection = Connection::memory();
    Statement statement = connection.prepare("SELECT ?");
    BOOST_CHECK_THROW(statement.bind(2, Null{}), Failure);
    BOOST_CHECK_THROW(statement.borrow(2, Null{}), Failure);
}

BOOST_AUTO_TEST_CASE(a_borrowed_value_arrives_as_a_bound_one_does) {
    Connection connection = Connection::memory();
    Statement statement = connection.prepare("SELECT ?1");
    const std::vector<Value> values{Null{}, std::int64_t{7}, 0.5,   Text("a"),
                                    Text(), Blob{Text("b")}, Blob{}};
    for (const Value& value : values) {
        statement.borrow(1, value);
        BOOST_TEST(statement.step());
        BOOST_TEST(identical(statement.value(0), value));
        statement.reset();
    }
}

BOOST_AUTO_TEST_SUITE_END()
