#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "against_sqlite/read_back.hpp"
#include "evolve/sqlite/query.hpp"
#include "evolve/step/step.hpp"
#include "support/printers.hpp"

using namespace evolve;
using namespace evolve::sqlite;

// Where SQLite's answer depends on the rows, or is a silent harm, and evolve's on the schema alone.
// The numbers are those of the pitfalls that the design collects.

namespace {

std::string add_sql(std::string_view definition) {
    return "ALTER TABLE t ADD COLUMN " + std::string(definition);
}

std::optional<Why> evolve_refuses(const Step& step, std::string_view before) {
    const auto result = applied(step, schema(before));
    if (result) return std::nullopt;
    return result.error().why;
}

std::string sqlite_refuses(std::string_view setup, std::string_view statement) {
    Connection connection = Connection::memory();
    connection.set_pragma("foreign_keys", 1);
    connection.execute(setup);
    return refusal_of(connection, statement);
}

/// evolve says `why`; SQLite takes the column on an empty table and not on one with a row.
void check_depends_on_rows(std::string_view definition, Why why) {
    const std::string empty = "CREATE TABLE t (a INTEGER PRIMARY KEY)";
    BOOST_TEST_CONTEXT(definition) {
        BOOST_TEST((evolve_refuses(AddColumn{"t", column(definition)}, empty) == why));
        BOOST_TEST(sqlite_refuses(empty, add_sql(definition)) == "");
        BOOST_TEST(sqlite_refuses(empty + "; INSERT INTO t VALUES (1)", add_sql(definition)) != "");
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(step_pitfall)

BOOST_AUTO_TEST_CASE(c01_not_null_without_default_is_refused_although_an_empty_table_takes_it) {
    check_depends_on_rows("c INT NOT NULL", Why::not_null_without_default);
    check_depends_on_rows("c INT NOT NULL DEFAULT NULL", Why::not_null_without_default);
}

BOOST_AUTO_TEST_CASE(
    c02_a_default_that_is_not_constant_is_refused_although_an_empty_table_takes_it) {
    for (const char* value : {"CURRENT_TIMESTAMP", "(1 + 1)", "('x' || 'y')", "(random())"})
        check_depends_on_rows("c DEFAULT " + std::string(value), Why::default_is_not_constant);
}

BOOST_AUTO_TEST_CASE(c04_a_reference_with_a_default_is_refused_although_an_empty_table_takes_it) {
    check_depends_on_rows("c INT DEFAULT 5 REFERENCES t", Why::reference_with_default);
}

// C05: SQLite refuses each of these drops.
BOOST_AUTO_TEST_CASE(c05_a_column_in_use_is_not_dropped) {
    const std::vector<std::string> uses = {
        "CREATE TABLE t (a, c PRIMARY KEY)",
        "CREATE TABLE t (a, c, PRIMARY KEY (a, c))",
        "CREATE TABLE t (a, c UNIQUE)",
        "CREATE TABLE t (a, c, UNIQUE (a, c))",
        "CREATE TABLE t (a, c); CREATE INDEX i ON t (a, c)",
        "CREATE TABLE t (a, c); CREATE UNIQUE INDEX i ON t (c)",
        "CREATE TABLE t (a, c, CHECK (a > c))",
        "CREATE TABLE t (a CHECK (a > c), c)",
        "CREATE TABLE t (a, c, FOREIGN KEY (c) REFERENCES t (a))",
        "CREATE TABLE t (a, c); CREATE INDEX i ON t (a) WHERE c > 0",
        "CREATE TABLE t (a, c); CREATE INDEX i ON t (a || c)",
        "CREATE TABLE t (a, c); CREATE INDEX i ON t (lower(\"c\"))",
        "CREATE TABLE t (a, c, b AS (a + c))",
        "CREATE TABLE t (a, c, b AS (\"c\") STORED)",
        "CREATE TABLE t (a, c); CREATE VIEW v AS SELECT a, c FROM t",
        "CREATE TABLE t (a, c); CREATE TRIGGER r UPDATE ON t BEGIN SELECT new.c; END",
    };
    for (const std::string& before : uses) BOOST_TEST_CONTEXT(before) {
            BOOST_TEST((evolve_refuses(DropColumn{"t", "c"}, before) == Why::column_in_use));
            BOOST_TEST(sqlite_refuses(before, "ALTER TABLE t DROP COLUMN c") != "");
        }
}

// C05 and worse: the drop goes through, and the child's key refers to nothing from then on.
BOOST_AUTO_TEST_CASE(c05_a_column_that_a_foreign_key_refers_to_is_not_dropped) {
    const std::string before = "CREATE TABLE t (a, c); CREATE TABLE u (x REFERENCES t (c))";
    BOOST_TEST((evolve_refuses(DropColumn{"t", "c"}, before) == Why::column_in_use));
    Connection connection = Connection::memory();
    connection.execute(before + "; INSERT INTO u VALUES (NULL)");
    BOOST_TEST(refusal_of(connection, "ALTER TABLE t DROP COLUMN c") == "");
    connection.set_pragma("foreign_keys", 1);
    BOOST_TEST(refusal_of(connection, "INSERT INTO u VALUES (1)") ==
               "foreign key mismatch - \"u\" referencing \"t\"");
}

BOOST_AUTO_TEST_CASE(c05_rules_of_the_column_alone_go_with_it) {
    for (const char* definition : {"c CHECK (c > 0)", "c REFERENCES t (a)", "c REFERENCES t (c)",
                                   "c DEFAULT 5 NOT NULL", "c COLLATE nocase"}) {
        const std::string before = "CREATE TABLE t (a, " + std::string(definition) + ")";
        BOOST_TEST_CONTEXT(before) {
            BOOST_TEST(!evolve_refuses(DropColumn{"t", "c"}, before).has_value());
            BOOST_TEST(sqlite_refuses(before, "ALTER TABLE t DROP COLUMN c") == "");
        }
    }
}

// C06: SQLite adds the column, and whoever reads the view from then on gets an error.
BOOST_AUTO_TEST_CASE(c06_a_view_that_takes_no_other_number_of_columns_refuses_another_number) {
    const std::string before = "CREATE TABLE t (a, b); CREATE VIEW v (x, y) AS SELECT * FROM t";
    for (const Step& step : {Step(AddColumn{"t", column("c")}), Step(DropColumn{"t", "b"})})
        BOOST_TEST((evolve_refuses(step, before) == Why::view_counts_columns));
    Connection connection = Connection::memory();
    connection.execute(before);
    BOOST_TEST(refusal_of(connection, add_sql("c")) == "");
    BOOST_TEST(refusal_of(connection, "SELECT * FROM v") == "expected 2 columns for 'v' but got 3");
}

// C10: the string "draft" becomes the column draft, and the CHECK loses its teeth.
BOOST_AUTO_TEST_CASE(c10_a_name_that_a_string_in_a_check_would_catch_is_refused) {
    const std::string before = "CREATE TABLE t (status CHECK (status IN (\"draft\", \"done\")))";
    BOOST_TEST(
        (evolve_refuses(AddColumn{"t", column("draft")}, before) == Why::name_would_be_captured));
    Connection connection = Connection::memory();
    connection.execute(before);
    BOOST_TEST(refusal_of(connection, "INSERT INTO t VALUES ('nonsense')") != "");
    BOOST_TEST(refusal_of(connection, add_sql("draft")) == "");
    BOOST_TEST(refusal_of(connection, "INSERT INTO t VALUES ('nonsense', 'nonsense')") == "");
}

// C10: the same in the WHERE of an index.
BOOST_AUTO_TEST_CASE(c10_a_name_that_a_string_in_an_index_would_catch_is_refused) {
    for (const char* before : {"CREATE TABLE t (a); CREATE INDEX i ON t (a) WHERE a <> \"draft\"",
                               "CREATE TABLE t (a); CREATE INDEX i ON t (a || \"draft\")"})
        BOOST_TEST((evolve_refuses(AddColumn{"t", column("draft")}, before) ==
                    Why::name_would_be_captured));
}

// C03: SQLite 3.40 holds a generated column against the rows that are there, so one that may
// contradict them is not added in place, and its class says so.
BOOST_AUTO_TEST_CASE(c03_a_generated_column_that_rows_may_contradict_is_breaking) {
    const std::string before = "CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)";
    const std::string definition = "c AS (NULL) NOT NULL";
    BOOST_TEST(sqlite_refuses(before, add_sql(definition)) == "NOT NULL constraint failed");
    const Schema t = schema("CREATE TABLE t (a INTEGER PRIMARY KEY)");
    const AddColumn step{"t", column(definition)};
    BOOST_TEST(!can_add_in_place(step, t.tables.front()));
    BOOST_TEST((class_of(step, t) == StepClass::breaking));
}

// C06: what a view with * shows follows its table, and no error says so.
BOOST_AUTO_TEST_CASE(c06_a_view_whose_shape_follows_its_table_is_found) {
    Connection connection = Connection::memory();
    connection.execute("CREATE TABLE t (a); CREATE VIEW v AS SELECT * FROM t");
    BOOST_TEST(refusal_of(connection, add_sql("b")) == "");
    BOOST_TEST(query_integer(connection, "SELECT count(*) FROM pragma_table_info('v')") == 2);
    for (const char* sql : {"SELECT * FROM t", "SELECT u.*, 1 FROM t u", "SELECT 1, * FROM t",
                            "SELECT DISTINCT * FROM t"}) {
        const Schema with = schema("CREATE VIEW v AS " + std::string(sql));
        BOOST_TEST(takes_all_columns(with.views.front()));
    }
    const Schema without = schema("CREATE VIEW v AS SELECT count(*), 2 * 3, a * b FROM t");
    BOOST_TEST(!takes_all_columns(without.views.front()));
}

// A STRICT table takes a wrong default and breaks its own rule (SQLITE-FACTS 0.1).
BOOST_AUTO_TEST_CASE(a_strict_table_takes_no_column_that_would_break_it) {
    const std::string before = "CREATE TABLE t (a INT) STRICT";
    const auto why = [&](const char* definition) {
        return evolve_refuses(AddColumn{"t", column(definition)}, before);
    };
    BOOST_TEST((why("c") == Why::type_not_strict));
    BOOST_TEST((why("c VARCHAR") == Why::type_not_strict));
    BOOST_TEST((why("c INT DEFAULT 'x'") == Why::default_not_strict));
    BOOST_TEST((why("c TEXT DEFAULT 5") == Why::default_not_strict));
    BOOST_TEST((why("c INT DEFAULT 9223372036854775808") == Why::default_not_strict));
    for (const char* definition : {"c INT DEFAULT -5", "c TEXT DEFAULT 'x'", "c ANY DEFAULT 'x'",
                                   "c REAL DEFAULT 0.5", "c BLOB DEFAULT x'00'", "c INT"}) {
        Connection connection = Connection::memory();
        connection.execute(before + "; INSERT INTO t VALUES (1); " + add_sql(definition));
        BOOST_TEST_CONTEXT(definition) {
            BOOST_TEST(!why(definition).has_value());
            BOOST_TEST((query_value(connection, "PRAGMA integrity_check") == Value(Text("ok"))));
        }
    }
}

BOOST_AUTO_TEST_CASE(c10_a_string_in_single_quotes_catches_nothing) {
    BOOST_TEST(!evolve_refuses(AddColumn{"t", column("draft")},
                               "CREATE TABLE t (status CHECK (status IN ('draft')))")
                    .has_value());
}

BOOST_AUTO_TEST_CASE(a_table_that_evolve_refuses_to_create_sqlite_refuses_too) {
    std::string wide = "CREATE TABLE t (c0";
    for (int i = 1; i <= 2000; ++i) wide += ", c" + std::to_string(i);
    for (const std::string& sql : {
             std::string("CREATE TABLE t (a, A)"),
             std::string("CREATE TABLE sqlite_t (a)"),
             wide + ")",
             std::string("CREATE TABLE t (a PRIMARY KEY, b PRIMARY KEY)"),
             std::string("CREATE TABLE t (a, PRIMARY KEY (c))"),
             std::string("CREATE TABLE t (a, UNIQUE (a, c))"),
             std::string("CREATE TABLE t (a, FOREIGN KEY (c) REFERENCES p)"),
             std::string("CREATE TABLE t (a INT PRIMARY KEY AUTOINCREMENT)"),
             std::string("CREATE TABLE t (a INTEGER PRIMARY KEY DESC AUTOINCREMENT)"),
             std::string("CREATE TABLE t (a REFERENCES p (x, y))"),
             std::string("CREATE TABLE t (a) WITHOUT ROWID"),
             std::string("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT) WITHOUT ROWID"),
             std::string("CREATE TABLE t (a VARCHAR) STRICT"),
             std::string("CREATE TABLE t (a) STRICT"),
             std::string("CREATE TABLE t (a AS (1))"),
             std::string("CREATE TABLE t (a, b AS (a) PRIMARY KEY)"),
             std::string("CREATE TABLE t (a, b, FOREIGN KEY (a, b) REFERENCES p (x))"),
         })
        BOOST_TEST_CONTEXT(sql.substr(0, 80)) {
            BOOST_TEST(evolve_refuses(CreateTable{table(sql)}, "").has_value());
            BOOST_TEST(sqlite_refuses("", sql) != "");
        }
}

BOOST_AUTO_TEST_SUITE_END()
