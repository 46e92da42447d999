#include <utility>

#include "evolve/sqlite/configure.hpp"
#include "evolve/sqlite/triggers.hpp"
#include "mutants/by_hand.hpp"
#include "mutants/losses.hpp"
#include "support/parts.hpp"

namespace evolve {
namespace {

AlterColumn filled(const char* name, const char* definition, const char* fill) {
    AlterColumn step = alter(name, definition);
    step.fill = expression(fill);
    return step;
}

constexpr int defensive = 1010;  // SQLITE_DBCONFIG_DEFENSIVE

/// As by_hand, on a connection without evolve's hardening: triggers fire, and sqlite_schema can be
/// written.
Executor on_a_bare_connection(Spoil spoil) {
    return [script = by_hand(std::move(spoil))](sqlite::Connection& connection, const Plan& plan,
                                                const Managed& managed, const RunOptions& options) {
        const sqlite::TriggersCompiled triggers(connection);
        sqlite::configure(connection.session().handle(), defensive, 0, sqlite::Where::current());
        return script(connection, plan, managed, options);
    };
}

}  // namespace

// The rows.
std::vector<Loss> losses_of_rows() {
    return {
        {"A07",
         numbered,
         {AddColumn{"t", column("d TEXT"), {}, {Place::At::after, "id"}}},
         three_rows,
         by_hand(copies_the_new_column("d")),
         "SELECT max(d) FROM t",
         "nothing",
         "d"},
        {"A08",
         numbered,
         {alter("t", "b TEXT")},
         "ALTER TABLE t ADD COLUMN own; INSERT INTO t VALUES (1, 'x', 1, 'mine')",
         naive(),
         "SELECT count(*) FROM pragma_table_info('t') WHERE name = 'own'",
         "drifted",
         "0"},
        {"A14",
         keyless,
         {alter("t", "b TEXT")},
         "INSERT INTO t (rowid, a) VALUES (5, 'x'), (9, 'y')",
         by_hand(renumbers()),
         "SELECT group_concat(rowid) FROM t",
         "5,9",
         "1,2"},
        {"A20",
         numbered,
         {alter("t", "a TEXT NOT NULL ON CONFLICT IGNORE")},
         three_rows,
         by_hand(inserts("INSERT")),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "2"},
        {"A22",
         numbered,
         {alter("t", "b TEXT")},
         three_rows,
         by_hand(drops_and_creates()),
         "SELECT count(*) FROM t",
         "3",
         "0"},
        {"A25",
         "CREATE TABLE t (a TEXT PRIMARY KEY, b)",
         {AlterTable{table("CREATE TABLE t (a TEXT PRIMARY KEY, b) WITHOUT ROWID")}},
         "INSERT INTO t VALUES ('k', 1), (NULL, 2), (NULL, 3)",
         by_hand(inserts("INSERT OR IGNORE")),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "1"},
        {"A26",
         keyless,
         {alter("t", "b TEXT")},
         "INSERT INTO t VALUES (' x', 1), ('x ', 2)",
         by_hand(reads_values_as("trim($)")),
         "SELECT group_concat(a, '|') || (SELECT * FROM pragma_integrity_check) FROM t",
         " x|x ok",
         "x|xok"},
        {"B04",
         numbered,
         {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT) STRICT")}},
         "INSERT INTO t VALUES (1, x'00', 1), (2, 'x', 2)",
         naive(),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "stopped: rows-contradict"},
        {"B06",
         numbered,
         {alter("t", "a TEXT COLLATE NOCASE"),
          AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE "
                           "NOCASE UNIQUE, b INT)")}},
         three_rows,
         by_hand(inserts("INSERT OR REPLACE")),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "2"},
        {"B11",
         numbered,
         {AlterTable{table("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INT UNIQUE)")}},
         three_rows,
         by_hand(inserts("INSERT OR IGNORE")),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "2"},
        {"B11",
         numbered,
         {alter("t", "b INT CHECK (b > 1)")},
         three_rows,
         by_hand(inserts("INSERT OR IGNORE")),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "2"},
        {"B11",
         numbered,
         {alter("t", "a TEXT NOT NULL")},
         three_rows,
         naive(),
         "SELECT count(*) FROM t",
         "rows-contradict",
         "stopped: rows-contradict"},
    };
}

// The values.
std::vector<Loss> losses_of_values() {
    const std::string classes = "SELECT group_concat(typeof(a) || ' ' || hex(a), ', ') FROM t";
    const std::vector<Step> step = {alter("t", "b TEXT")};
    return {
        {"B01",
         keyless,
         {alter("t", "a INTEGER")},
         "INSERT INTO t VALUES ('007', 1)",
         keeps_nothing(),
         "SELECT a FROM t",
         "007",
         "7",
         true},
        {"B02", "CREATE TABLE t (a INTEGER, b INT)", step,
         "INSERT INTO t VALUES (9007199254740993, 1)", by_hand(reads_values_as("CAST($ AS REAL)")),
         "SELECT a FROM t", "9007199254740993", "9007199254740992"},
        {"B02",
         keyless,
         {alter("t", "a NUMERIC")},
         "INSERT INTO t VALUES ('12345678901234567890', 1)",
         keeps_nothing(),
         "SELECT a FROM t",
         "12345678901234567890",
         "1.23456789012346e+19",
         true},
        {"B03",
         numbered,
         {alter("t", "a INTEGER")},
         "INSERT INTO t VALUES (1, '12', 1)",
         on_a_bare_connection([](PlannedStep& each, const Plan&) {
             each.copies.clear();
             each.keeps.clear();
             each.statements = {"PRAGMA writable_schema = 1",
                                "UPDATE sqlite_schema SET sql = replace(sql, '\"a\" TEXT', '\"a\" "
                                "INTEGER') WHERE name = 't'",
                                "PRAGMA writable_schema = RESET"};
         }),
         "SELECT (SELECT type FROM pragma_table_info('t') WHERE name = 'a') || ' ' || typeof(a) "
         "FROM t",
         "INTEGER integer",
         "INTEGER text"},
        {"B05", "CREATE TABLE t (a, b INT)", step,
         "INSERT INTO t VALUES (CAST(x'610062' AS TEXT), 1), (NULL, 1), ('', 1), (x'', 1)",
         by_hand(reads_values_as("printf('%s', $)")), classes, "text 610062, null , text , blob ",
         "text 61, text , text , text "},
        {"B05", "CREATE TABLE t (a, b INT)", step, "INSERT INTO t VALUES (9e999, 1), (-0.0, 1)",
         by_hand(reads_values_as("CAST(quote($) AS NUMERIC)")), "SELECT group_concat(a) FROM t",
         "Inf,0.0", "0,0"},
        {"B07",
         keyless,
         {filled("t", "a TEXT NOT NULL", "''")},
         "INSERT INTO t VALUES ('', 1), (NULL, 2)",
         keeps_nothing(),
         "SELECT count(*) FROM t WHERE a IS NULL",
         "1",
         "0",
         true},
        {"B08",
         keyless,
         {RenameColumn{"t", "a", "t"}, RenameColumn{"t", "b", "a"}, RenameColumn{"t", "t", "b"}},
         "INSERT INTO t VALUES ('x', 'y')",
         naive({.plan =
                    [](Plan& plan) {
                        auto& steps = plan.migrations.front().steps;
                        for (PlannedStep& each : steps) each.statements.clear();
                        steps.front().statements = {"UPDATE t SET a = b", "UPDATE t SET b = a"};
                    }}),
         "SELECT a || b FROM t",
         "yx",
         "yy"},
        {"B09",
         "CREATE TABLE t (id INTEGER PRIMARY KEY, a, seen INT DEFAULT 0);"
         "CREATE TRIGGER r AFTER UPDATE ON t BEGIN UPDATE t SET seen = 1 WHERE id = new.id; END",
         {filled("t", "a NOT NULL", "'-'")},
         "INSERT INTO t (a) VALUES (NULL), ('x')",
         on_a_bare_connection(runs("UPDATE t SET a = '-' WHERE a IS NULL")),
         "SELECT sum(seen) FROM t",
         "0",
         "1"},
        {"B12", "CREATE TABLE t (a, b INT)", step, "INSERT INTO t VALUES (42, 1)",
         by_hand(reads_values_as("$ + 0.0")), "SELECT a || ' ' || typeof(a) FROM t", "42 integer",
         "42.0 real"},
    };
}

}  // namespace evolve
