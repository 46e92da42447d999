#include "evolve/step/column_use.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "support/sql.hpp"

using namespace evolve;

namespace {

/// What uses t.c, or empty.
std::string use(std::string_view sql) {
    const Schema found = schema(sql);
    const auto text = detail::use_of(found, found.tables[found.table("t").value()], "c");
    return text ? std::string(text->view()) : std::string();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(step_column_use)

// Pitfall C05, each kind of use. tests/against_sqlite/step_pitfall_test.cpp shows what SQLite does.
BOOST_AUTO_TEST_CASE(each_use_of_a_column_is_found) {
    BOOST_TEST(use("CREATE TABLE t (a, c PRIMARY KEY)") == "the primary key");
    BOOST_TEST(use("CREATE TABLE t (a, c, PRIMARY KEY (a, c))") == "the primary key");
    BOOST_TEST(use("CREATE TABLE t (a, c UNIQUE)") == "its UNIQUE constraint");
    BOOST_TEST(use("CREATE TABLE t (a, c, UNIQUE (a, C))") == "a UNIQUE constraint");
    BOOST_TEST(use("CREATE TABLE t (a, c); CREATE INDEX i ON T (a, C)") == "index i");
    BOOST_TEST(use("CREATE TABLE t (a, c, CHECK (a > c))") == "a CHECK constraint of the table");
    BOOST_TEST(use("CREATE TABLE t (a CHECK (a > c), c)") == "the CHECK of column a");
    BOOST_TEST(use("CREATE TABLE t (a, c, FOREIGN KEY (c) REFERENCES p)") ==
               "a foreign key of the table");
    BOOST_TEST(use("CREATE TABLE t (a, c); CREATE TABLE u (x REFERENCES T (C))") ==
               "a foreign key of table u");
    BOOST_TEST(use("CREATE TABLE t (a REFERENCES t (c), c)") == "a foreign key of table t");
}

BOOST_AUTO_TEST_CASE(rules_of_the_column_itself_go_with_it) {
    BOOST_TEST(use("CREATE TABLE t (a, c CHECK (c > a) DEFAULT 5 COLLATE nocase)") == "");
    BOOST_TEST(use("CREATE TABLE t (a, c REFERENCES p (x))") == "");
    BOOST_TEST(use("CREATE TABLE t (a, c REFERENCES t (c))") == "");
}

BOOST_AUTO_TEST_CASE(what_others_do_with_a_column_of_that_name_is_no_use) {
    BOOST_TEST(use("CREATE TABLE t (a, c); CREATE TABLE u (c); CREATE INDEX i ON u (c)") == "");
    BOOST_TEST(use("CREATE TABLE t (a, c); CREATE TABLE u (c UNIQUE REFERENCES t (a))") == "");
    BOOST_TEST(use("CREATE TABLE t (a CHECK (a <> 'c'), c)") == "");
}

BOOST_AUTO_TEST_SUITE_END()
