#include "evolve/model/naming.hpp"
#include "evolve/model/view_columns.hpp"

#include <boost/test/unit_test.hpp>

#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

BOOST_AUTO_TEST_SUITE(model_naming)

BOOST_AUTO_TEST_CASE(names_are_found_however_they_are_quoted) {
    const Schema found = schema("CREATE VIEW v AS SELECT t.a, [b c], `d`, \"e\", 'f', 5 FROM t");
    const Expression& select = found.views.front().select;
    for (const char* name : {"T", "a", "b c", "D", "e", "f"})
        BOOST_TEST_CONTEXT(name) BOOST_TEST(names(select, Identifier(name)));
    BOOST_TEST(!names(select, "5"));
    BOOST_TEST(!names(select, "b"));
    const auto all = names_in(select);
    BOOST_TEST((all[2] == Naming{"a", true}));
    BOOST_TEST((all[3] == Naming{"b c", false}));
}

BOOST_AUTO_TEST_CASE(what_depends_on_a_table_is_found_through_views_of_views) {
    const Schema found = schema(
        "CREATE TABLE t(a); CREATE TABLE u(b); CREATE VIEW w AS SELECT x FROM v;"
        "CREATE VIEW v AS SELECT a AS x FROM t; CREATE VIEW o AS SELECT b FROM u;"
        "CREATE TRIGGER r INSTEAD OF DELETE ON w BEGIN SELECT 1; END;"
        "CREATE TRIGGER s INSERT ON u BEGIN DELETE FROM t; END;"
        "CREATE TRIGGER q INSERT ON u BEGIN SELECT 1; END;"
        "CREATE VIRTUAL TABLE f USING fts5(a, content = 't')");
    const Reach reach = reach_of(found, "t");
    BOOST_TEST(reach.views == (std::vector<std::size_t>{0, 1}), boost::test_tools::per_element());
    BOOST_TEST(reach.triggers == (std::vector<std::size_t>{0, 1}),
               boost::test_tools::per_element());
    BOOST_TEST(reach.virtual_tables.size() == 1u);
    BOOST_TEST(reach_of(found, "u").triggers.size() == 2u);
    BOOST_TEST(reach_of(found, "o").views.empty());
}

BOOST_AUTO_TEST_CASE(only_a_bare_name_catches_a_new_column) {
    const auto catches = [](std::string_view select) {
        const Schema found = schema("CREATE VIEW v AS SELECT " + std::string(select));
        return would_capture(found.views.front(), "c");
    };
    BOOST_TEST(catches("c FROM t"));
    BOOST_TEST(catches("\"c\" FROM t"));
    BOOST_TEST(catches("a FROM t NATURAL JOIN u"));
    BOOST_TEST(!catches("u.c FROM u"));
    BOOST_TEST(!catches("a FROM t"));
}

BOOST_AUTO_TEST_CASE(a_star_of_the_select_itself_takes_all_columns_of_the_tables_in_its_from) {
    const auto takes = [](std::string_view select) {
        const Schema found = schema("CREATE VIEW v AS " + std::string(select));
        return takes_all_columns_of(found.views.front(), "t");
    };
    for (const char* select :
         {"SELECT * FROM t", "SELECT DISTINCT * FROM u, main.T", "SELECT 1, t.* FROM t JOIN u",
          "SELECT x.* FROM t AS x", "SELECT X.* FROM u, t x",
          "SELECT ALL * FROM u JOIN t USING (a)", "SELECT 1 UNION ALL SELECT * FROM \"t\" WHERE a"})
        BOOST_TEST_CONTEXT(select) BOOST_TEST(takes(select));
    for (const char* select :
         {"SELECT a FROM t", "SELECT a * b FROM t", "SELECT count(*) FROM t",
          "SELECT u.* FROM u, t", "SELECT y.* FROM t AS x, u AS y", "SELECT * FROM u",
          "SELECT (SELECT 1 FROM t), * FROM u", "SELECT a FROM u WHERE EXISTS (SELECT * FROM t)",
          "SELECT * FROM u UNION SELECT a FROM t", "WITH t AS (SELECT 1) SELECT * FROM t"})
        BOOST_TEST_CONTEXT(select) BOOST_TEST(!takes(select));
}

BOOST_AUTO_TEST_CASE(an_index_names_columns_in_its_parts_and_its_condition) {
    const Index found = index("CREATE INDEX i ON t(a, lower(b)) WHERE c > 0");
    for (const char* name : {"a", "b", "C"}) BOOST_TEST(names_column(found, Identifier(name)));
    for (const char* name : {"d", "lower", "i"}) BOOST_TEST(!names_column(found, Identifier(name)));
}

BOOST_AUTO_TEST_SUITE_END()
