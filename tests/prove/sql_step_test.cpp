#include <boost/test/unit_test.hpp>

#include "evolve/ddl/parser.hpp"
#include "prove/sql_steps.hpp"
#include "support/cases.hpp"

// What a `sql` step claims is tested by the laws, as for any other step (DESIGN section 4).

namespace evolve {

BOOST_AUTO_TEST_SUITE(sql_step_test)

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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
