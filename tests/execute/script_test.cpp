#include "evolve/execute/script.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace evolve {
namespace {

std::vector<std::string> objects_of(std::string_view script) {
    const auto result = run_script(script);
    BOOST_REQUIRE(result.has_value());
    std::vector<std::string> names;
    for (const SchemaObject& object : result->objects)
        names.push_back(std::string(object.type.view()) + " " + std::string(object.name.view()));
    return names;
}

std::size_t skipped_in(std::string_view script) { return run_script(script).value().skipped; }

}  // namespace

BOOST_AUTO_TEST_SUITE(script_test)

BOOST_AUTO_TEST_CASE(makes_every_kind_of_object) {
    const std::vector<std::string> expected = {"table t", "index i", "view v", "trigger r",
                                               "table f"};
    BOOST_TEST(objects_of("CREATE TABLE t (a); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a "
                          "FROM t; CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t; END; "
                          "CREATE VIRTUAL TABLE f USING fts5(a);") == expected);
}

BOOST_AUTO_TEST_CASE(takes_collations_of_a_programs_own) {
    const std::vector<std::string> expected = {"table t", "index i"};
    BOOST_TEST(objects_of("CREATE TABLE t (a COLLATE phonebook, b COLLATE [a b]); "
                          "CREATE INDEX i ON t (a COLLATE localized)") == expected);
}

BOOST_AUTO_TEST_CASE(follows_changes_of_what_it_made) {
    const std::vector<std::string> expected = {"table u"};
    BOOST_TEST(objects_of("CREATE TABLE t (a); CREATE TABLE x (a); DROP TABLE x; ALTER TABLE t "
                          "RENAME TO u; ALTER TABLE u ADD COLUMN b") == expected);
}

BOOST_AUTO_TEST_CASE(skips_rows_settings_transactions_and_temporary_objects) {
    BOOST_TEST(skipped_in("PRAGMA foreign_keys=OFF; BEGIN TRANSACTION; CREATE TABLE t (a); INSERT "
                          "INTO t VALUES (';'); SELECT 1; CREATE TEMP TABLE x (a); COMMIT;") == 6u);
    BOOST_TEST(skipped_in("ATTACH 'x.db' AS x; VACUUM; DELETE FROM t") == 3u);
}

BOOST_AUTO_TEST_CASE(what_is_about_temporary_objects_is_taken_and_leaves_nothing) {
    const std::vector<std::string> expected = {"table t"};
    BOOST_TEST(objects_of("CREATE TABLE t (a); CREATE TEMPORARY TABLE x AS SELECT a FROM t; CREATE "
                          "INDEX i ON x (a); ALTER TABLE x ADD COLUMN b; CREATE TEMP VIEW v AS "
                          "SELECT * FROM x; DROP VIEW v; DROP TABLE x") == expected);
}

BOOST_AUTO_TEST_CASE(scripts_as_tools_and_people_leave_them) {
    const std::vector<std::string> expected = {"table t"};
    for (const char* sql : {
             "\xEF\xBB\xBF-- exported\r\nCREATE TABLE t (\r\n  a TEXT -- x\r\n);\r\n",
             "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n/* t */CREATE TABLE t (a);\nINSERT "
             "INTO t "
             "VALUES('a;b''c; CREATE TABLE u (x);');\nCOMMIT;\n",
             "CREATE TABLE t (a); /* the end */",
             "CREATE TABLE t (a) /* unfinished",
             ";;\n; CREATE TABLE t (a);;",
             ".bail on\n.headers 'x\nCREATE TABLE t (a);\n.quit\n",
             "CREATE TABLE u (x, y); CREATE TABLE t AS SELECT x AS a FROM u; DROP TABLE u;",
             "CREATE TABLE IF NOT EXISTS t (a); CREATE TABLE IF NOT EXISTS t (b);",
             "DROP TABLE IF EXISTS t; CREATE TABLE t (a); ANALYZE sqlite_schema; INSERT INTO "
             "sqlite_stat1 VALUES('t',NULL,'5');",
             "CREATE TABLE t (a); INSERT INTO \"t\" VALUES(replace('a\\nb','\\n',char(10))); "
             "DELETE FROM "
             "sqlite_sequence; EXPLAIN SELECT 1; VACUUM; SELECT 'CREATE TABLE x(y);';",
         })
        BOOST_TEST_CONTEXT(sql) { BOOST_TEST(objects_of(sql) == expected); }
}

// What the sqlite3 shell prints of a database with a full-text index.
BOOST_AUTO_TEST_CASE(a_dumped_virtual_table_is_made_with_its_shadow_tables_once) {
    const std::vector<std::string> expected = {"table f"};
    BOOST_TEST(objects_of("PRAGMA writable_schema=ON;"
                          "INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES("
                          "'table','f','f',0,'CREATE VIRTUAL TABLE f USING fts5(a)');"
                          "CREATE TABLE IF NOT EXISTS 'f_data'(id INTEGER PRIMARY KEY, block BLOB);"
                          "INSERT INTO f_data VALUES(1,X'');"
                          "CREATE TABLE IF NOT EXISTS 'f_config'(k PRIMARY KEY, v) WITHOUT ROWID;"
                          "PRAGMA writable_schema=OFF;") == expected);
}

BOOST_AUTO_TEST_CASE(tables_of_sqlite_and_evolve_are_left_out) {
    BOOST_TEST(objects_of("CREATE TABLE sqlite_sequence(name,seq); CREATE TABLE evolve_history(a);")
                   .empty());
}

BOOST_AUTO_TEST_CASE(what_sqlite_does_not_take_is_told_with_its_line) {
    const auto refused = run_script("CREATE TABLE t (a);\n\nCREATE TABLE t (b);");
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST(refused.error().line == 3u);
    BOOST_TEST(explain(refused.error()).wrong.find("already exists") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(reaches_no_file) {
    for (const char* sql : {"CREATE TABLE aux.t (a)", "CREATE VIRTUAL TABLE x USING no_module"})
        BOOST_TEST(!run_script(sql).has_value(), sql);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
