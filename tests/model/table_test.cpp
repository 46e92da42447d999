#include "evolve/model/table.hpp"

#include <boost/test/unit_test.hpp>

#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

bool has_alias(std::string_view sql) { return rowid_alias(table(sql)).has_value(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(model_table)

BOOST_AUTO_TEST_CASE(a_column_is_found_in_any_case) {
    const Table t = table("CREATE TABLE t (a, B)");
    BOOST_TEST(t.position_of("b").value() == 1);
    BOOST_TEST(!t.has_column("c"));
}

BOOST_AUTO_TEST_CASE(the_primary_key_stands_in_key_order) {
    const auto key = primary_key(table("CREATE TABLE t (a, b, PRIMARY KEY (b, a))"));
    BOOST_REQUIRE(key.size() == 2);
    BOOST_TEST(key.front() == "b");
    BOOST_TEST(primary_key(table("CREATE TABLE t (a PRIMARY KEY)")).size() == 1);
    BOOST_TEST(primary_key(table("CREATE TABLE t (a)")).empty());
}

BOOST_AUTO_TEST_CASE(only_an_integer_primary_key_is_the_rowid) {
    BOOST_TEST(has_alias("CREATE TABLE t (a integer PRIMARY KEY)"));
    BOOST_TEST(has_alias("CREATE TABLE t (b, a \"INTEGER\", PRIMARY KEY (a DESC))"));
    BOOST_TEST(!has_alias("CREATE TABLE t (a INTEGER PRIMARY KEY DESC)"));
    BOOST_TEST(!has_alias("CREATE TABLE t (a INT PRIMARY KEY)"));
    BOOST_TEST(!has_alias("CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b))"));
    BOOST_TEST(!has_alias("CREATE TABLE t (a INTEGER UNIQUE)"));
}

BOOST_AUTO_TEST_CASE(the_rowid_goes_by_a_name_that_no_column_takes) {
    BOOST_TEST(rowid_name(table("CREATE TABLE t (a)")) == "rowid");
    BOOST_TEST(rowid_name(table("CREATE TABLE t (ROWID, a)")) == "_rowid_");
    BOOST_TEST(rowid_name(table("CREATE TABLE t (rowid, _rowid_)")) == "oid");
    BOOST_TEST(rowid_name(table("CREATE TABLE t (rowid, _rowid_, oid)")) == "");
}

BOOST_AUTO_TEST_CASE(autoincrement_and_foreign_keys_are_found_at_column_and_table) {
    BOOST_TEST(autoincrements(table("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)")));
    BOOST_TEST(autoincrements(table("CREATE TABLE t (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))")));
    BOOST_TEST(!autoincrements(table("CREATE TABLE t (a INTEGER PRIMARY KEY)")));
    const auto keys = foreign_keys(
        table("CREATE TABLE t (a REFERENCES p, b, c, FOREIGN KEY (b, c) REFERENCES q)"));
    BOOST_REQUIRE(keys.size() == 2);
    BOOST_TEST(keys[0].columns.front() == "a");
    BOOST_TEST(keys[1].target.parent == "q");
}

BOOST_AUTO_TEST_SUITE_END()
