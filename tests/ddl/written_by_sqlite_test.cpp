#include "evolve/ddl/written_by_sqlite.hpp"

#include <boost/test/unit_test.hpp>

using namespace evolve;

BOOST_AUTO_TEST_SUITE(written_by_sqlite)

BOOST_AUTO_TEST_CASE(only_a_name_at_the_fourteenth_byte_is) {
    for (const char* sql : {"CREATE TABLE t(a)", "create table \"a b\" (a)",
                            "CREATE TABLE [if] (a)", "CREATE TABLE if (a, b NOT NULL)",
                            "CREATE TABLE t/* . */(a)", "CREATE VIRTUAL TABLE t USING fts5(a)"})
        BOOST_TEST(ddl::is_written_by_sqlite(sql), sql);
    for (const char* sql : {"CREATE TABLE  t(a)", "CREATE TABLE IF NOT EXISTS t(a)",
                            "CREATE TABLE/**/t(a)", "CREATE  TABLE t(a)", "CREATE TABLE main.t(a)",
                            "CREATE TABLE\"t\"(a)", " CREATE TABLE t(a)"})
        BOOST_TEST(!ddl::is_written_by_sqlite(sql), sql);
}

BOOST_AUTO_TEST_SUITE_END()
