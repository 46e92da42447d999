#include "evolve/ddl/syntax_error.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "evolve/ddl/parser.hpp"
#include "support/printers.hpp"

using namespace evolve;
using namespace evolve::ddl;

namespace {

struct Case {
    std::string sql;
    Expected expected;
    std::string found;
    std::string object;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

void check(const Case& wanted, const SyntaxError& error) {
    BOOST_TEST_CONTEXT(wanted.sql << "\n" << describe(error)) {
        BOOST_TEST((error.expected == wanted.expected));
        BOOST_TEST(error.found.view() == wanted.found);
        BOOST_TEST(error.object.view() == wanted.object);
        BOOST_TEST(error.line == wanted.line);
        BOOST_TEST(error.column == wanted.column);
        BOOST_TEST(!describe(error).empty());
    }
}

template <class Parse>
void check_all(const std::vector<Case>& cases, Parse parse) {
    for (const Case& wanted : cases) {
        const auto result = parse(wanted.sql);
        BOOST_TEST_CONTEXT(wanted.sql) BOOST_TEST(!result.has_value());
        if (!result) check(wanted, result.error());
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ddl_syntax_error)

BOOST_AUTO_TEST_CASE(says_what_was_expected_what_was_found_where_and_in_which_object) {
    using enum Expected;
    check_all(
        {
            {"", definition, "", ""},
            {"DROP TABLE t", definition, "DROP", ""},
            {"CREATE", definition, "", "", 1, 7},
            {"CREATE SOMETHING", definition, "SOMETHING", "", 1, 8},
            {"CREATE UNIQUE TABLE t (a)", definition, "TABLE", "", 1, 15},
            {"CREATE TABLE (a)", name, "(", "", 1, 14},
            {"CREATE TABLE select (a)", name, "select", "", 1, 14},
            {"CREATE TABLE IF NOT t (a)", keyword, "t", "", 1, 21},
            {"CREATE TABLE t", punctuation, "", "t", 1, 15},
            {"CREATE TABLE t ()", name, ")", "t", 1, 17},
            {"CREATE TABLE t (\n  a,\n)", name, ")", "t", 3, 1},
            {"CREATE TABLE t (a, CHECK (a),)", constraint, ")", "t", 1, 30},
            {"CREATE TABLE t (a INT,\r\n b INT NOT 5)", keyword, "5", "t", 2, 12},
            {"CREATE TABLE t (a) t2", table_option, "t2", "t", 1, 20},
            {"CREATE TABLE t (a) , b", table_option, "b", "t", 1, 22},
            {"CREATE TABLE t (a); CREATE TABLE u (b)", end, "CREATE", "t", 1, 21},
            {"CREATE TABLE t (a 5)", constraint, "5", "t", 1, 19},
            {"CREATE TABLE t (a DECIMAL(x))", literal, "x", "t", 1, 27},
            {"CREATE TABLE t (a DECIMAL(1,2,3))", punctuation, ",", "t", 1, 30},
            {"CREATE TABLE t (a DEFAULT)", literal, ")", "t", 1, 26},
            {"CREATE TABLE t (a DEFAULT ())", expression, ")", "t", 1, 28},
            {"CREATE TABLE t (a CHECK a)", punctuation, "a", "t", 1, 25},
            {"CREATE TABLE t (a CHECK (a", expression, "", "t", 1, 27},
            {"CREATE TABLE t (a CHECK (a = ?1))", expression, "?1", "t", 1, 30},
            {"CREATE TABLE t (a CHECK (a = 'x))", expression, "'x))", "t", 1, 30},
            {"CREATE TABLE t (a CHECK (a; b))", expression, ";", "t", 1, 27},
            {"CREATE TABLE t (a PRIMARY)", keyword, ")", "t", 1, 26},
            {"CREATE TABLE t (a UNIQUE ON CONFLICT STOP)", keyword, "STOP", "t", 1, 38},
            {"CREATE TABLE t (a COLLATE)", name, ")", "t", 1, 26},
            {"CREATE TABLE t (a REFERENCES)", name, ")", "t", 1, 29},
            {"CREATE TABLE t (a REFERENCES p ON SELECT CASCADE)", keyword, "SELECT", "t", 1, 35},
            {"CREATE TABLE t (a REFERENCES p ON DELETE SET 5)", keyword, "5", "t", 1, 46},
            {"CREATE TABLE t (a, FOREIGN KEY (a))", keyword, ")", "t", 1, 35},
            {"CREATE TABLE t (a, PRIMARY KEY ())", name, ")", "t", 1, 33},
            {"CREATE INDEX i", keyword, "", "i", 1, 15},
            {"CREATE INDEX i ON t", punctuation, "", "i", 1, 20},
            {"CREATE INDEX i ON t ()", name, ")", "i", 1, 22},
            {"CREATE TABLE [a\nb] (\n  c DEFAULT )", literal, ")", "a\nb", 3, 13},
        },
        [](const std::string& sql) { return parse_definition(sql); });
}

BOOST_AUTO_TEST_CASE(what_sqlite_refuses_is_refused) {
    using enum Expected;
    check_all(
        {
            {"CREATE TABLE t (a CHECK (a) ON CONFLICT FAIL)", constraint, "ON", "t", 1, 29},
            {"CREATE TABLE t (a LEFT)", constraint, "LEFT", "t", 1, 19},
            {"CREATE TABLE t (a DEFAULT LEFT)", literal, "LEFT", "t", 1, 27},
            {"CREATE TABLE t (a COLLATE LEFT)", name, "LEFT", "t", 1, 27},
            {"CREATE TABLE t (a CONSTRAINT)", name, ")", "t", 1, 29},
            {"CREATE TABLE t (a, UNIQUE (a),)", constraint, ")", "t", 1, 31},
            {"CREATE TABLE t (a GENERATED AS (1) ALWAYS)", constraint, "ALWAYS", "t", 1, 36},
            {"CREATE TABLE t (a) WITHOUT \"rowid\"", table_option, "\"rowid\"", "t", 1, 28},
            {"CREATE TABLE t (a) 'strict'", end, "'strict'", "t", 1, 20},
            {"CREATE TABLE t (a) STRICT WITHOUT ROWID", end, "WITHOUT", "t", 1, 27},
            {"CREATE TABLE t (a) STRICT,", table_option, "", "t", 1, 27},
            {"CREATE TABLE t AS SELECT 1", columns, "AS", "t", 1, 16},
            {"CREATE TABLE temp.t (a)", main_schema, "temp", "", 1, 14},
            {"CREATE TEMP TABLE t (a)", definition, "TEMP", "", 1, 8},
            {"CREATE TEMPORARY VIEW t AS SELECT 1", definition, "TEMPORARY", "", 1, 8},
            {"CREATE INDEX i ON t (a NULLS FIRST)", punctuation, "NULLS", "i", 1, 24},
            {"CREATE INDEX i ON t (a +)", expression, ")", "i", 1, 25},
            {"CREATE INDEX i ON t (a) WHERE", expression, "", "i", 1, 30},
            {"CREATE TABLE t (a, UNIQUE (a || 'x'))", key_column, "a", "t", 1, 28},
            {"CREATE VIEW v AS (SELECT 1)", select, "(", "v", 1, 18},
            {"CREATE VIEW v AS SELECT (1", expression, "", "v", 1, 27},
            {"CREATE VIEW v AS SELECT ?1", expression, "?1", "v", 1, 25},
            {"CREATE TRIGGER r INSERT ON t BEGIN SELECT 1 END", trigger_body, "", "r", 1, 48},
            {"CREATE TRIGGER r INSERT ON t BEGIN SELECT 1; ; END", trigger_body, ";", "r", 1, 46},
            {"CREATE TRIGGER r INSERT ON t BEGIN END", trigger_body, "", "r", 1, 39},
            {"CREATE TRIGGER r SELECT ON t BEGIN SELECT 1; END", keyword, "SELECT", "r", 1, 18},
            {"CREATE VIRTUAL TABLE f (a)", keyword, "(", "f", 1, 24},
            {"CREATE VIRTUAL TABLE f USING m (a, (b)", argument, "", "f", 1, 39},
        },
        [](const std::string& sql) { return parse_definition(sql); });
}

BOOST_AUTO_TEST_CASE(a_script_names_the_object_and_the_line_in_the_whole_text) {
    using enum Expected;
    check_all(
        {
            {"CREATE TABLE t (a);\nCREATE TABLE u (b", punctuation, "", "u", 2, 18},
            {"CREATE TABLE t (a);\nCREATE TEMP VIEW v AS SELECT 1;", definition, "TEMP", "", 2, 8},
            {"CREATE INDEX i ON t (a)\nCREATE TABLE u (b)", punctuation, "CREATE", "i", 2, 1},
            {"CREATE TABLE t (a); INSERT INTO t VALUES (1);", definition, "INSERT", "", 1, 21},
            {"PRAGMA foreign_keys = OFF;", definition, "PRAGMA", ""},
        },
        [](const std::string& sql) { return parse_script(sql); });
}

BOOST_AUTO_TEST_CASE(a_column_definition_is_one_column_and_nothing_more) {
    using enum Expected;
    check_all(
        {
            {"", name, "", ""},
            {"a INT, b INT", end, ",", "", 1, 6},
            {"a INT;", end, ";", "", 1, 6},
            {"a INT) --", end, ")", "", 1, 6},
        },
        [](const std::string& sql) { return parse_column_definition(sql); });
}

BOOST_AUTO_TEST_CASE(is_told_in_one_line) {
    const auto told = [](std::string_view sql) { return describe(parse_definition(sql).error()); };
    BOOST_TEST(told("CREATE TABLE tasks (\n  a INT NOT 5)") ==
               "tasks, line 2, column 13: expected NULL, found '5'");
    BOOST_TEST(told("CREATE TABLE t (a) STICT") ==
               "t, line 1, column 20: expected STRICT or WITHOUT ROWID, found 'STICT'");
    BOOST_TEST(told("CREATE TABLE") ==
               "line 1, column 13: expected a name, found the end of the text");
}

BOOST_AUTO_TEST_SUITE_END()
