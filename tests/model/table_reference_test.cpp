#include "evolve/model/table_reference.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

#include "support/sql.hpp"

namespace evolve {
namespace {

bool view_refers(std::string_view select, const Identifier& table) {
    return refers_to(schema("CREATE VIEW v AS " + std::string(select)).views[0].select, table);
}

bool trigger_refers(std::string_view body, const Identifier& table) {
    const std::string sql =
        "CREATE TRIGGER r AFTER INSERT ON a BEGIN " + std::string(body) + "; END";
    return refers_to(schema(sql).triggers[0].body, table);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_reference_test)

BOOST_AUTO_TEST_CASE(a_table_counts_wherever_a_select_can_read_one) {
    for (const char* select :
         {"SELECT 1 FROM t", "SELECT 1 FROM main.t", "SELECT 1 FROM a, t",
          "SELECT 1 FROM a AS x, t y", "SELECT 1 FROM a JOIN t ON a.x = t.x",
          "SELECT 1 FROM a LEFT JOIN b ON f(1, 2), t", "SELECT 1 FROM (a JOIN t)",
          "SELECT 1 FROM ((a, t))", "SELECT 1 FROM (SELECT 1 FROM t)",
          "SELECT (SELECT max(b) FROM \"T\")", "SELECT 1 WHERE 1 IN t",
          "SELECT 1 WHERE 1 IN main.t", "SELECT 1 WHERE EXISTS (SELECT 1 FROM [t])",
          "SELECT 1 UNION SELECT 2 FROM `t`", "WITH x AS (SELECT 1 FROM t) SELECT 1 FROM x",
          "SELECT 1 FROM a NATURAL JOIN t"})
        BOOST_TEST(view_refers(select, "t"), select);
}

BOOST_AUTO_TEST_CASE(a_table_counts_wherever_a_trigger_can_write_one) {
    for (const char* body :
         {"INSERT INTO t VALUES (1)", "INSERT OR IGNORE INTO t SELECT 1",
          "REPLACE INTO t VALUES (1)", "UPDATE t SET x = 1", "UPDATE OR IGNORE t SET x = 1",
          "DELETE FROM t", "UPDATE a SET x = 1 FROM t", "SELECT 1; DELETE FROM t",
          "INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET x = (SELECT 1 FROM t)"})
        BOOST_TEST(trigger_refers(body, "t"), body);
}

BOOST_AUTO_TEST_CASE(a_column_an_alias_and_a_string_do_not_count) {
    for (const char* select :
         {"SELECT t FROM a", "SELECT a.t, f(1, t) FROM a", "SELECT 1 AS t FROM a",
          "SELECT 't' FROM a", "SELECT 1 FROM a WHERE t = 1 AND u IN (1, t)",
          "SELECT 1 FROM a ORDER BY b, t", "SELECT 1 FROM a GROUP BY b, t",
          "SELECT 1 FROM a JOIN b USING (c, t)"})
        BOOST_TEST(!view_refers(select, "t"), select);
    for (const char* body : {"UPDATE a SET x = 1, t = 2", "INSERT INTO a (b, t) VALUES (1, new.t)",
                             "INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET t = 1"})
        BOOST_TEST(!trigger_refers(body, "t"), body);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
