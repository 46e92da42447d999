#include "evolve/introspect/size.hpp"

#include <boost/test/unit_test.hpp>

#include "evolve/sqlite/query.hpp"

using namespace evolve;
using namespace evolve::introspect;

BOOST_AUTO_TEST_SUITE(introspect_size)

BOOST_AUTO_TEST_CASE(a_table_of_the_name_dbstat_is_not_taken_for_the_statistics) {
    auto connection = sqlite::Connection::memory();
    connection.execute(
        "CREATE TABLE dbstat (schema, name, aggregate, pgsize); CREATE TABLE t (a);"
        "INSERT INTO dbstat VALUES ('main', 't', 1, 12345678); INSERT INTO t VALUES (1);"
        "CREATE INDEX i ON t (a)");
    const auto page =
        static_cast<std::uintmax_t>(sqlite::query_integer(connection, "PRAGMA page_size"));
    BOOST_TEST(bytes_of_table(connection, "T").value() == 2 * page);
    BOOST_TEST(bytes_of_database(connection) == 4 * page);
}

BOOST_AUTO_TEST_CASE(lengths_count_every_value_of_any_class) {
    auto connection = sqlite::Connection::memory();
    connection.execute(
        "CREATE TABLE t (a, \"b c\"); INSERT INTO t VALUES (x'0001', 'four'), (NULL, 12.5)");
    BOOST_TEST(length_of_values(connection, "t") == 2u + 4u + 4u);
    connection.execute("DELETE FROM t");
    BOOST_TEST(length_of_values(connection, "t") == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
