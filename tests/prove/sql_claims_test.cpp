#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "prove/sql_steps.hpp"
#include "support/cases.hpp"

// Steps of SQL that claim to be additive: false claims are found, true ones hold (DESIGN section
// 4).

namespace evolve {
namespace {

namespace data = boost::unit_test::data;

const std::vector<Written> false_claims{
    {"updates a column", {"UPDATE users SET email = lower(email)"}},
    {"updates a rare value", {"UPDATE users SET email = NULL WHERE email = ''"}},
    {"updates a row that is called by a number",
     {"UPDATE users SET name = 'root' WHERE id = 4711"}},
    {"updates beyond a length",
     {"UPDATE words SET word = substr(word, 1, 255) "
      "WHERE length(word) > 255"}},
    {"deletes rows", {"DELETE FROM words WHERE weight < 0"}},
    {"deletes duplicates",
     {"DELETE FROM words WHERE rowid NOT IN (SELECT min(rowid) FROM words GROUP BY word)"}},
    {"deletes orphans", {"DELETE FROM orders WHERE user_id NOT IN (SELECT id FROM users)"}},
    {"inserts a row",
     {"INSERT INTO words VALUES ('new', 1)"},
     {"DELETE FROM words WHERE word = 'new'"}},
    {"inserts or replaces", {"INSERT OR REPLACE INTO users (id, name) VALUES (1, 'admin')"}},
    {"fills a new column otherwise than its default",
     {"ALTER TABLE users ADD COLUMN rank INT DEFAULT 1", "UPDATE users SET rank = 2"},
     {"ALTER TABLE users DROP COLUMN rank"}},
    {"fills a new column from another",
     {"ALTER TABLE users ADD COLUMN handle TEXT", "UPDATE users SET handle = name"},
     {"ALTER TABLE users DROP COLUMN handle"}},
    {"drops a column",
     {"ALTER TABLE orders DROP COLUMN made"},
     {"ALTER TABLE orders ADD COLUMN made TEXT DEFAULT 'x'"}},
    {"renames a column",
     {"ALTER TABLE words RENAME weight TO mass"},
     {"ALTER TABLE words RENAME mass TO weight"}},
    {"renames a table",
     {"ALTER TABLE words RENAME TO lexicon"},
     {"ALTER TABLE lexicon RENAME TO words"}},
    {"drops a table", {"DROP TABLE words"}, {"CREATE TABLE words (word TEXT, weight REAL)"}},
    {"drops an index", {"DROP INDEX by_email"}, {"CREATE INDEX by_email ON users (email)"}},
    {"makes an index unique",
     {"CREATE UNIQUE INDEX one_word ON words (word)"},
     {"DROP INDEX one_word"}},
    {"makes an index that an expression can fail",
     {"CREATE INDEX by_json ON words (json_extract(word, '$.a'))"},
     {"DROP INDEX by_json"}},
    {"makes a trigger that writes",
     {"CREATE TRIGGER shout AFTER INSERT ON words BEGIN "
      "UPDATE words SET weight = 0 WHERE rowid = new.rowid; END"},
     {"DROP TRIGGER shout"}},
    {"drops a trigger", {"DROP TRIGGER noted"}, {noted}},
    {"gives a view another meaning",
     {"DROP VIEW adults", "CREATE VIEW adults AS SELECT id, name FROM users WHERE age > 18"},
     {"DROP VIEW adults", "CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18"}},
    {"writes a table anew without some rows",
     {"CREATE TABLE t2 (word TEXT, weight REAL)",
      "INSERT INTO t2 SELECT word, weight FROM words WHERE word IS NOT NULL", "DROP TABLE words",
      "ALTER TABLE t2 RENAME TO words"}},
    {"writes a table anew with other rowids",
     {"CREATE TABLE t2 (word TEXT, weight REAL)",
      "INSERT INTO t2 SELECT word, weight FROM words ORDER BY rowid", "DROP TABLE words",
      "ALTER TABLE t2 RENAME TO words"}},
    {"writes a table anew with another affinity",
     {"CREATE TABLE t2 (word TEXT, weight TEXT)",
      "INSERT INTO t2 (rowid, word, weight) SELECT rowid, word, weight FROM words",
      "DROP TABLE words", "ALTER TABLE t2 RENAME TO words"},
     {"CREATE TABLE t2 (word TEXT, weight REAL)",
      "INSERT INTO t2 (rowid, word, weight) SELECT rowid, word, weight FROM words",
      "DROP TABLE words", "ALTER TABLE t2 RENAME TO words"}},
    {"writes a table anew without a unique key and its counter",
     {"DROP TRIGGER noted",
      "CREATE TABLE t2 (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER "
      "REFERENCES users (id), note TEXT, n INTEGER CHECK (n < 100), made TEXT DEFAULT 'x')",
      "INSERT INTO t2 SELECT id, user_id, note, n, made FROM orders", "DROP TABLE orders",
      "ALTER TABLE t2 RENAME TO orders", noted},
     {"DROP TRIGGER noted",
      "CREATE TABLE t2 (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER "
      "REFERENCES users (id), note TEXT UNIQUE, n INTEGER CHECK (n < 100), made TEXT DEFAULT 'x')",
      "INSERT INTO t2 SELECT id, user_id, note, n, made FROM orders", "DROP TABLE orders",
      "ALTER TABLE t2 RENAME TO orders", noted}},
    {"takes columns by their place",
     {"CREATE TABLE copies (a, b, c, d)", "INSERT INTO copies SELECT * FROM users"},
     {"DROP TABLE copies"}},
    {"gives a new table what chance says",
     {"CREATE TABLE tokens (id INTEGER PRIMARY KEY, token)",
      "INSERT INTO tokens SELECT id, hex(randomblob(16)) FROM users"},
     {"DROP TABLE tokens"}},
    {"sets a counter back", {"UPDATE sqlite_sequence SET seq = 0 WHERE name = 'orders'"}},
    {"has no way back for its schema", {"CREATE TABLE tags (tag TEXT)"}},
    {"has a way back to another schema",
     {"CREATE TABLE tags (tag TEXT)"},
     {"ALTER TABLE tags RENAME TO labels"}},
    {"has a way back that does more",
     {"CREATE TABLE tags (tag TEXT)"},
     {"DROP TABLE tags", "DELETE FROM words"}},
    {"moves rows to another table",
     {"CREATE TABLE heavy (word TEXT, weight REAL)",
      "INSERT INTO heavy SELECT * FROM words WHERE weight > 100",
      "DELETE FROM words WHERE weight > 100"},
     {"INSERT INTO words SELECT * FROM heavy", "DROP TABLE heavy"}},
};

const std::vector<Written> more_false_claims{
    {"updates a row by its hidden number", {"UPDATE words SET word = 'x' WHERE rowid = 4711"}},
    {"updates beyond a great length", {"UPDATE words SET word = 'long' WHERE length(word) > 5000"}},
    {"updates by two rare values",
     {"UPDATE orders SET made = 'z' WHERE made = 'on monday' AND n = 77"}},
    {"updates by a pattern",
     {"UPDATE users SET email = upper(email) WHERE email LIKE '%@example.com'"}},
    {"updates what is in many rows",
     {"UPDATE users SET age = 1 WHERE (SELECT count(*) FROM users) > 100"}},
    {"updates through another table",
     {"UPDATE users SET age = 1 WHERE id IN (SELECT user_id FROM orders WHERE n > 50)"}},
    {"trims", {"UPDATE users SET name = trim(name)"}},
    {"rounds", {"UPDATE words SET weight = round(weight, 2)"}},
    {"takes a unique key away by a partial one",
     {"CREATE UNIQUE INDEX some ON users (email) WHERE age > 30"},
     {"DROP INDEX some"}},
    {"gives a column another default",
     {"CREATE TABLE t2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INT DEFAULT 1)",
      "INSERT INTO t2 SELECT id, name, email, age FROM users", "DROP VIEW adults",
      "DROP TABLE users", "ALTER TABLE t2 RENAME TO users",
      "CREATE INDEX by_email ON users (email)",
      "CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18", noted},
     {"CREATE TABLE t2 (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INT DEFAULT 0)",
      "INSERT INTO t2 SELECT id, name, email, age FROM users", "DROP VIEW adults",
      "DROP TABLE users", "ALTER TABLE t2 RENAME TO users",
      "CREATE INDEX by_email ON users (email)",
      "CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18", noted}},
    {"gives a column another collation",
     {"CREATE TABLE t2 (word TEXT COLLATE NOCASE, weight REAL)",
      "INSERT INTO t2 (rowid, word, weight) SELECT rowid, word, weight FROM words",
      "DROP TABLE words", "ALTER TABLE t2 RENAME TO words"},
     {"CREATE TABLE t2 (word TEXT, weight REAL)",
      "INSERT INTO t2 (rowid, word, weight) SELECT rowid, word, weight FROM words",
      "DROP TABLE words", "ALTER TABLE t2 RENAME TO words"}},
    {"takes a CHECK away",
     {"DROP TRIGGER noted",
      "CREATE TABLE t2 (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id "
      "INTEGER REFERENCES users (id), note TEXT UNIQUE, n INTEGER, made TEXT DEFAULT 'x')",
      "INSERT INTO sqlite_sequence SELECT 't2', seq FROM sqlite_sequence WHERE name = 'orders'",
      "INSERT INTO t2 SELECT id, user_id, note, n, made FROM orders", "DROP TABLE orders",
      "ALTER TABLE t2 RENAME TO orders", noted},
     {}},
    {"takes a foreign key away",
     {"DROP TRIGGER noted",
      "CREATE TABLE t2 (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id "
      "INTEGER, note TEXT UNIQUE, n INTEGER CHECK (n < 100), made TEXT DEFAULT 'x')",
      "INSERT INTO sqlite_sequence SELECT 't2', seq FROM sqlite_sequence WHERE name = 'orders'",
      "INSERT INTO t2 SELECT id, user_id, note, n, made FROM orders", "DROP TABLE orders",
      "ALTER TABLE t2 RENAME TO orders", noted},
     {}},
};

const std::vector<Written> more_true_claims{
    {"keeps a record of what old code does",
     {"CREATE TABLE log (id INTEGER PRIMARY KEY, what)",
      "CREATE TRIGGER logged AFTER UPDATE ON words BEGIN INSERT INTO log (what) VALUES (new.word); "
      "END"},
     {"DROP TRIGGER logged", "DROP TABLE log"}},
    {"fills a new column with its default",
     {"ALTER TABLE users ADD COLUMN rank INT DEFAULT 1", "UPDATE users SET rank = 1"},
     {"ALTER TABLE users DROP COLUMN rank"}},
    {"copies a table",
     {"CREATE TABLE backup AS SELECT word, weight FROM words"},
     {"DROP TABLE backup"}},
    {"makes a table and gives it another name",
     {"CREATE TABLE a (x)", "INSERT INTO a VALUES (1), (2)", "ALTER TABLE a RENAME TO b"},
     {"DROP TABLE b"}},
};

const std::vector<Written> true_claims{
    {"adds a column",
     {"ALTER TABLE users ADD COLUMN nick TEXT"},
     {"ALTER TABLE users DROP COLUMN nick"}},
    {"adds a column with a default and a table",
     {"ALTER TABLE users ADD COLUMN rank INT NOT NULL DEFAULT 3",
      "CREATE TABLE tags (id INTEGER PRIMARY KEY, tag TEXT, user_id REFERENCES users)"},
     {"DROP TABLE tags", "ALTER TABLE users DROP COLUMN rank"}},
    {"makes an index and a view",
     {"CREATE INDEX by_age ON users (age) WHERE age > 3",
      "CREATE VIEW named AS SELECT name FROM users"},
     {"DROP VIEW named", "DROP INDEX by_age"}},
    {"fills a new table from an old one",
     {"CREATE TABLE totals (user_id INTEGER PRIMARY KEY, n INTEGER)",
      "INSERT INTO totals SELECT id, (SELECT count(*) FROM orders WHERE user_id = users.id) "
      "FROM users"},
     {"DROP TABLE totals"}},
    {"writes a table anew as it was",
     {"CREATE TABLE t2 (word TEXT, weight REAL)",
      "INSERT INTO t2 (rowid, word, weight) SELECT rowid, word, weight FROM words",
      "DROP TABLE words", "ALTER TABLE t2 RENAME TO words"},
     {}},
    {"counts", {"SELECT count(*) FROM users", "ANALYZE", "REINDEX"}},
    {"changes nothing", {"UPDATE users SET name = name", "DELETE FROM words WHERE 0"}},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sql_claims_test)

BOOST_DATA_TEST_CASE(a_false_claim_of_additive_is_found, data::make(false_claims)) {
    BOOST_TEST(breach_of(sample, StepClass::additive) != "");
}

BOOST_DATA_TEST_CASE(a_false_claim_that_few_states_show_is_found, data::make(more_false_claims)) {
    BOOST_TEST(breach_of(sample, StepClass::additive) != "");
}

BOOST_DATA_TEST_CASE(a_true_claim_of_additive_holds,
                     data::make(true_claims) + data::make(more_true_claims)) {
    const auto cases = static_cast<std::size_t>(random_cases(512));
    BOOST_TEST(breach_of(sample, StepClass::additive, cases) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
