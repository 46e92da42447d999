#include "evolve/ddl/same_definition.hpp"

#include <boost/test/unit_test.hpp>

using evolve::ddl::same_definition;

BOOST_AUTO_TEST_SUITE(ddl_same_definition)

BOOST_AUTO_TEST_CASE(what_sqlite_requotes_is_the_same) {
    BOOST_TEST(same_definition("CREATE VIEW v AS SELECT \"x\" FROM t",
                               "CREATE VIEW v AS SELECT 'x' FROM t"));
    BOOST_TEST(
        same_definition("CREATE VIEW v AS SELECT \"it's\"", "CREATE VIEW v AS SELECT 'it''s'"));
    BOOST_TEST(same_definition("SELECT 1 /* a */", "SELECT 1"));
}

BOOST_AUTO_TEST_CASE(every_other_change_counts) {
    BOOST_TEST(!same_definition("SELECT \"x\"", "SELECT 'y'"));
    BOOST_TEST(!same_definition("SELECT \"x\"", "SELECT x"));
    BOOST_TEST(!same_definition("SELECT a", "SELECT A"));
    BOOST_TEST(!same_definition("SELECT 1, 2", "SELECT 1"));
    BOOST_TEST(!same_definition("SELECT [x]", "SELECT `x`"));
}

BOOST_AUTO_TEST_SUITE_END()
