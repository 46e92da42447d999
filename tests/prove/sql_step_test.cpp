#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "evolve/ddl/parser.hpp"
#include "evolve/prove/prover.hpp"
#include "evolve/run/sql_step.hpp"
#include "prove/trials.hpp"
#include "support/cases.hpp"
#include "support/sql.hpp"

// What a `sql` step claims is tested by the laws, as for any other step (DESIGN section 4).

namespace evolve {
namespace {

namespace data = boost::unit_test::data;

constexpr const char* shop = R"j(
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT, age INT DEFAULT 0);
CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER REFERENCES users (id),
                     note TEXT UNIQUE, n INTEGER CHECK (n < 100), made TEXT DEFAULT 'x');
CREATE TABLE words (word TEXT, weight REAL);
CREATE INDEX by_email ON users (email);
CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18;
CREATE TRIGGER noted AFTER DELETE ON users BEGIN DELETE FROM orders WHERE user_id = old.id; END;
)j";

constexpr const char* noted =
    "CREATE TRIGGER noted AFTER DELETE ON users BEGIN DELETE FROM orders WHERE user_id = old.id; "
    "END";

struct Written {
    const char* name;
    std::vector<const char*> up;
    std::vector<const char*> down{};
};

std::ostream& operator<<(std::ostream& out, const Written& step) { return out << step.name; }

Sql step_of(const Written& written, StepClass claims, std::string_view before = shop) {
    Sql step{{}, std::vector<Text>(), claims, {}};
    for (const char* sql : written.up) step.up.emplace_back(sql);
    for (const char* sql : written.down) step.down->emplace_back(sql);
    auto tried = tried_out(step, schema(before));
    if (!tried) BOOST_FAIL(tried.error().statement << ": " << tried.error().reason);
    return *tried;
}

/// The law that the step breaks, and how; empty where it keeps all.
std::string breach_of(const Written& written, StepClass claims, std::size_t cases = 512,
                      std::string_view before = shop) {
    return breach_of(subject_of(before, {step_of(written, claims, before)}), cases);
}

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

BOOST_AUTO_TEST_SUITE(sql_step_test)

BOOST_DATA_TEST_CASE(a_false_claim_of_additive_is_found, data::make(false_claims)) {
    BOOST_TEST(breach_of(sample, StepClass::additive) != "");
}

BOOST_DATA_TEST_CASE(a_false_claim_that_few_states_show_is_found, data::make(more_false_claims)) {
    BOOST_TEST(breach_of(sample, StepClass::additive) != "");
}

/// What begins with the law.
void expect(const std::string& law, const Written& step, StepClass claims) {
    const std::string breach = breach_of(step, claims);
    BOOST_TEST(breach.starts_with(law + ":"), step.name << " breaks " << breach);
}

BOOST_AUTO_TEST_CASE(each_law_says_what_is_false_in_a_claim) {
    expect("preservation", {"trims", {"UPDATE users SET name = trim(name)"}}, StepClass::additive);
    expect("nullability",
           {"fills",
            {"ALTER TABLE users ADD COLUMN rank INT DEFAULT 1", "UPDATE users SET rank = 2"},
            {"ALTER TABLE users DROP COLUMN rank"}},
           StepClass::additive);
    expect("invertibility", {"trims", {"UPDATE users SET name = trim(name)"}}, StepClass::breaking);
    expect("integrity", {"deletes parents", {"DELETE FROM users WHERE age > 7"}}, StepClass::lossy);
    expect("compatibility",
           {"makes unique", {"CREATE UNIQUE INDEX u ON words (word)"}, {"DROP INDEX u"}},
           StepClass::additive);
}

BOOST_AUTO_TEST_CASE(what_yields_does_not_say_breaks_convergence) {
    Sql step = step_of({"makes an index", {"CREATE INDEX i ON words (word)"}, {"DROP INDEX i"}},
                       StepClass::additive);
    step.up.emplace_back("CREATE INDEX j ON words (weight)");
    const auto proof = prove(subject_of(shop, {step}), {.cases = 64, .jobs = 0});
    BOOST_REQUIRE(proof && proof->counterexample);
    BOOST_TEST(proof->counterexample->law == "convergence");
}

BOOST_AUTO_TEST_CASE(without_a_way_back_nothing_but_lossy_can_be_claimed) {
    Sql step = step_of({"makes a table", {"CREATE TABLE tags (tag TEXT)"}}, StepClass::breaking);
    step.down = std::nullopt;
    const auto proof = prove(subject_of(shop, {step}), {.cases = 64, .jobs = 0});
    BOOST_REQUIRE(proof && proof->counterexample);
    BOOST_TEST(proof->counterexample->law == "invertibility");
    step.claims = StepClass::lossy;
    const auto lossy = prove(subject_of(shop, {step}), {.cases = 64, .jobs = 0});
    BOOST_TEST((lossy && !lossy->counterexample));
}

BOOST_AUTO_TEST_CASE(what_chance_decides_once_in_a_while_is_told_and_not_a_bug_of_evolve) {
    const Written step{
        "asks chance",
        {"CREATE TABLE tokens (token)", "INSERT INTO tokens SELECT 1 WHERE random() % 16 = 0"},
        {"DROP TABLE tokens"}};
    BOOST_TEST(breach_of(step, StepClass::additive) != "");
}

BOOST_AUTO_TEST_CASE(steps_of_other_kinds_stand_beside_sql) {
    Sql anew = step_of({"adds a column",
                        {"ALTER TABLE users ADD COLUMN nick TEXT"},
                        {"ALTER TABLE users DROP COLUMN nick"}},
                       StepClass::additive);
    // A table that is filled, and a column that is computed, on the other side of SQL than made.
    const auto proof = prove(
        subject_of(shop,
                   {CreateTable{table("CREATE TABLE tags (id INTEGER PRIMARY KEY, tag TEXT)")},
                    AddColumn{"words", column("length INT DEFAULT 3")}, anew,
                    InsertRows{"tags", {"tag"}, {}, *ddl::parse_query("SELECT name FROM users")},
                    AlterColumn{"words", column("length TEXT DEFAULT '3'"),
                                *ddl::parse_expression("hex(length)")}}),
        {.cases = static_cast<std::size_t>(random_cases(512)), .jobs = 0});
    BOOST_REQUIRE(proof.has_value());
    if (proof->counterexample)
        BOOST_ERROR(proof->counterexample->law << ": " << proof->counterexample->what);
}

BOOST_AUTO_TEST_CASE(
    a_deletion_without_a_complement_is_lossy_where_sql_keeps_its_table_from_going) {
    const Schema before = schema(shop);
    Migration migration{VersionName::parse("0001-a"),
                        *VersionName::parse("0002-b"),
                        {CreateTable{table("CREATE TABLE tags (tag TEXT)")},
                         DeleteRows{"tags", *ddl::parse_expression("tag > 'a'"), false}}};
    BOOST_TEST((class_of(migration, before) == StepClass::additive));
    migration.steps.insert(migration.steps.begin() + 1,
                           Sql{{"SELECT 1"}, std::vector<Text>(), StepClass::additive, {}});
    BOOST_TEST((class_of(migration, before) == StepClass::lossy));
}

BOOST_AUTO_TEST_CASE(what_sql_writes_to_an_added_column_is_not_its_default) {
    const auto filled = tried_out({{"UPDATE words SET extra = word"}, {}, StepClass::lossy, {}},
                                  schema("CREATE TABLE words (word TEXT, weight REAL, extra INT)"));
    BOOST_REQUIRE(filled.has_value());
    const auto proof =
        prove(subject_of("CREATE TABLE words (word TEXT, weight REAL)",
                         {AddColumn{"words", column("extra INT DEFAULT 3")}, *filled}),
              {.cases = 128, .jobs = 0});
    BOOST_REQUIRE(proof.has_value());
    if (proof->counterexample)
        BOOST_ERROR(proof->counterexample->law << ": " << proof->counterexample->what);
}

BOOST_AUTO_TEST_CASE(a_table_of_other_keys_returns_before_sql_as_it_went) {
    const Sql indexed =
        step_of({"makes an index", {"CREATE INDEX i ON users (age)"}, {"DROP INDEX i"}},
                StepClass::additive);
    const auto proof = prove(
        subject_of(shop, {CreateTable{table("CREATE TABLE keyed (id INTEGER PRIMARY KEY, v)")},
                          AlterColumn{"keyed", column("id DATETIME PRIMARY KEY")}, indexed,
                          AddColumn{"keyed", column("w")}}),
        {.cases = static_cast<std::size_t>(random_cases(512)), .jobs = 0});
    BOOST_REQUIRE(proof.has_value());
    if (proof->counterexample)
        BOOST_ERROR(proof->counterexample->law << ": " << proof->counterexample->what);
}

/// A pair of statements that brings all back.
void expect_breaking(std::string_view before, const Written& step) {
    BOOST_TEST(breach_of(step, StepClass::breaking, 256, before) == "", step.name);
}

BOOST_AUTO_TEST_CASE(what_is_dropped_returns_whatever_else_changes) {
    expect_breaking("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b TEXT)",
                    {"a table is archived and made again under its name",
                     {"ALTER TABLE t RENAME TO u", "CREATE TABLE t (id INTEGER PRIMARY KEY, z)"},
                     {"DROP TABLE t", "ALTER TABLE u RENAME TO t"}});
    expect_breaking("CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT)",
                    {"a table gets another name on the way",
                     {"ALTER TABLE t DROP b", "ALTER TABLE t RENAME TO u"},
                     {"ALTER TABLE u RENAME TO t", "ALTER TABLE t ADD b TEXT"}});
    expect_breaking("CREATE TABLE t (a, b)",
                    {"a table is made again with the rowids that it had",
                     {"CREATE TABLE n (a)", "INSERT INTO n (rowid, a) SELECT rowid, a FROM t",
                      "DROP TABLE t", "ALTER TABLE n RENAME TO t"},
                     {"ALTER TABLE t ADD COLUMN b"}});
    expect_breaking("CREATE TABLE t (a, b)", {"a column goes and comes under its name",
                                              {"ALTER TABLE t DROP b", "ALTER TABLE t ADD b INT"},
                                              {"ALTER TABLE t DROP b", "ALTER TABLE t ADD b"}});
    expect_breaking("CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
                    {"all rows move to another table",
                     {"CREATE TABLE old (id INTEGER PRIMARY KEY, a)",
                      "INSERT INTO old SELECT id, a FROM t", "DROP TABLE t"},
                     {"CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
                      "INSERT INTO t SELECT id, a FROM old", "DROP TABLE old"}});
}

BOOST_AUTO_TEST_CASE(sql_may_do_to_virtual_tables_what_it_claims) {
    const std::string_view indexed =
        "CREATE TABLE t (a TEXT); CREATE VIRTUAL TABLE f USING fts5(a)";
    for (const char* sql :
         {"DROP TABLE f", "ALTER TABLE f RENAME TO g", "INSERT INTO f VALUES ('x')",
          "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)"}) {
        Sql step = step_of({sql, {sql}}, StepClass::lossy, indexed);
        step.down = std::nullopt;
        const auto proof = prove(subject_of(indexed, {step}), {.cases = 128, .jobs = 0});
        BOOST_TEST((proof && !proof->counterexample), sql);
    }
}

BOOST_AUTO_TEST_CASE(values_of_any_class_stand_in_keys) {
    const std::string_view keyed = "CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE)";
    BOOST_TEST(breach_of({"makes text of blobs",
                          {"UPDATE t SET u = CAST(u AS TEXT) WHERE typeof(u) = 'blob'"}},
                         StepClass::additive, 512, keyed) != "");
}

BOOST_DATA_TEST_CASE(a_true_claim_of_additive_holds,
                     data::make(true_claims) + data::make(more_true_claims)) {
    const auto cases = static_cast<std::size_t>(random_cases(512));
    BOOST_TEST(breach_of(sample, StepClass::additive, cases) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
