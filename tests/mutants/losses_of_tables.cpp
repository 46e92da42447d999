#include "mutants/by_hand.hpp"
#include "mutants/losses.hpp"

namespace evolve {
namespace {

/// Does not begin a transaction, since its caller has.
Executor inside_a_transaction() { return naive({.begins = false}); }

const std::string family =
    "CREATE TABLE p (id INTEGER PRIMARY KEY, n TEXT);"
    "CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p ON DELETE CASCADE,"
    " o INT REFERENCES p ON DELETE SET NULL)";
const std::string family_rows =
    "INSERT INTO p VALUES (1, '1'); INSERT INTO c VALUES (1, 1, NULL), (2, NULL, 1)";
}  // namespace

// What DROP TABLE sets off, and the settings around it.
std::vector<Loss> losses_around_a_table() {
    const std::vector<Step> another_type = {alter("p", "n INTEGER")};
    const std::string on = "; PRAGMA foreign_keys = ON";
    return {
        {"A01", family, another_type, family_rows + on, with_foreign_keys_on(),
         "SELECT count(*) FROM c", "2", "1"},
        {"A01", family, another_type, family_rows + on, common_script(), "SELECT count(*) FROM c",
         "2", "1"},
        {"A02", family, another_type, family_rows + on, with_foreign_keys_deferred(),
         "SELECT count(*) FROM c", "2", "1"},
        {"A03", family, another_type, family_rows + on, with_foreign_keys_on(),
         "SELECT o FROM c WHERE id = 2", "1", "nothing"},
        {"A04", family, another_type, family_rows + on + "; BEGIN", inside_a_transaction(),
         "SELECT count(*) FROM c", "inside-transaction", "1"},
        {"A05", family, another_type, family_rows + on + "; SAVEPOINT s", inside_a_transaction(),
         "SELECT o FROM c WHERE id = 2", "inside-transaction", "nothing"},
        {"A06", family, another_type, family_rows + on, naive(), "PRAGMA foreign_keys", "1", "0"},
        {"A10",
         numbered + "; CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END",
         {alter("t", "b TEXT")},
         three_rows,
         by_hand(forgets("CREATE TRIGGER")),
         "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'",
         "1",
         "0"},
        {"A11",
         numbered + "; CREATE VIEW v AS SELECT a FROM t",
         {alter("t", "b TEXT")},
         three_rows,
         by_hand(forgets("PRAGMA legacy_alter_table = 1")),
         "SELECT count(*) FROM v",
         "3",
         "stopped: sql-error"},
        {"A12",
         family,
         {alter("p", "n VARCHAR(5)")},
         family_rows,
         by_hand(renames_the_old_table_away()),
         "SELECT min(\"table\") FROM pragma_foreign_key_list('c')",
         "p",
         "old_p"},
        {"A15",
         keyless + "; CREATE VIRTUAL TABLE f USING fts5(a, content='t')",
         {alter("t", "b TEXT")},
         "INSERT INTO t (rowid, a, b) VALUES (5, 'one', 1), (9, 'two', 2);"
         "INSERT INTO f (f) VALUES ('rebuild')",
         by_hand(renumbers()),
         "SELECT a FROM f WHERE f MATCH 'two'",
         "two",
         "database disk image is malformed"},
        {"A24",
         numbered,
         {alter("t", "b TEXT")},
         three_rows + "; CREATE TEMP TRIGGER r AFTER DELETE ON main.t BEGIN SELECT 1; END",
         naive(),
         "SELECT count(*) FROM temp.sqlite_schema",
         "temporary-object",
         "0"},
    };
}

// The definition.
std::vector<Loss> losses_of_rules() {
    const auto by_table_info = by_hand(defines_by_table_info());
    const std::vector<Step> step = {alter("t", "b TEXT")};
    return {
        {"A09",
         "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b); CREATE INDEX i ON t (a)", step,
         "", by_table_info, "SELECT count(*) FROM pragma_index_list('t') WHERE \"unique\"", "1",
         "0"},
        {"A13", "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b)", step,
         "INSERT INTO t (b) VALUES (1), (2), (3); DELETE FROM t WHERE id = 3",
         by_hand(forgets("INSERT INTO main.sqlite_sequence")),
         "INSERT INTO t (b) VALUES ('next') RETURNING id", "4", "3"},
        {"A13", "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, b)", step, "",
         by_hand(defines(lose_autoincrement)),
         "SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema WHERE name = 't'", "1", "0"},
        {"A16", "CREATE TABLE t (a TEXT PRIMARY KEY, b INT) STRICT, WITHOUT ROWID", step, "",
         by_table_info, "SELECT strict + wr FROM pragma_table_list WHERE name = 't'", "2", "0"},
        {"A17", "CREATE TABLE t (a CHECK (a > 0), b, CHECK (a <> 7))", step, "", by_table_info,
         "SELECT (sql LIKE '%> 0%') + (sql LIKE '%<> 7%') FROM sqlite_schema WHERE name = 't'", "2",
         "0"},
        {"A18",
         "CREATE TABLE p (id INTEGER PRIMARY KEY);"
         "CREATE TABLE t (a REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, b)",
         step, "", by_table_info,
         "SELECT group_concat(on_delete) FROM pragma_foreign_key_list('t')", "CASCADE", "nothing"},
        {"A19",
         "CREATE TABLE t (a TEXT COLLATE NOCASE UNIQUE ON CONFLICT IGNORE, b);"
         "CREATE INDEX i ON t (a DESC, lower(b)) WHERE b IS NOT NULL",
         step, "", by_hand(forgets("CREATE INDEX")),
         "SELECT count(*) FROM pragma_index_list('t') WHERE partial", "1", "0"},
        {"A19", "CREATE TABLE t (a TEXT COLLATE NOCASE UNIQUE ON CONFLICT IGNORE, b)", step,
         "INSERT INTO t VALUES ('a', 1)", by_table_info, "SELECT count(*) FROM t WHERE a = 'A'",
         "1", "0"},
        {"A21", "CREATE TABLE t (a, b, c AS (a || b) STORED)", step, "INSERT INTO t VALUES (1, 2)",
         by_hand(copies_by_position()), "SELECT c FROM t", "12", "stopped: sql-error"},
        {"A21", "CREATE TABLE t (a, b, c AS (a || b) STORED)", step, "", by_table_info,
         "SELECT hidden FROM pragma_table_xinfo('t') WHERE name = 'c'", "3", "0"},
        {"A23", numbered, step, three_rows, by_hand(does_nothing()),
         "SELECT type FROM pragma_table_info('t') WHERE name = 'b'", "TEXT", "INT"},
        {"C07",
         numbered,
         {alter("t", "b INT NOT NULL")},
         "INSERT INTO t VALUES (1, 'x', 1)",
         by_hand(runs("ALTER TABLE t ALTER COLUMN b SET NOT NULL")),
         "SELECT \"notnull\" FROM pragma_table_info('t') WHERE name = 'b'",
         "1",
         "stopped: sql-error"},
    };
}

}  // namespace evolve
