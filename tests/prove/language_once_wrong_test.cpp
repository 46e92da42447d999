#include <boost/test/unit_test.hpp>

#include "evolve/ddl/parser.hpp"
#include "evolve/run/sql_step.hpp"
#include "prove/trials.hpp"
#include "support/cases.hpp"
#include "support/sql.hpp"

// Migrations over all of SQLite's language, which random search found to break a law or to be
// refused. Each was a mistake of evolve.

namespace evolve {
namespace {

std::string breach(std::string_view sql, std::vector<Step> steps) {
    return breach_of(subject_of(sql, std::move(steps)), random_cases(256));
}

Step adding(const char* table, const char* definition) {
    return AddColumn{table, column(definition)};
}

Step written(std::string_view before, std::vector<Text> up, std::vector<Text> down) {
    return Step(*tried_out({std::move(up), std::move(down), StepClass::additive}, schema(before)));
}

constexpr const char* index_of_texts = "CREATE VIRTUAL TABLE f USING fts5 (body)";

}  // namespace

BOOST_AUTO_TEST_SUITE(language_once_wrong_test)

BOOST_AUTO_TEST_CASE(a_check_with_a_conflict_clause_stays_at_its_table) {
    BOOST_TEST(breach("CREATE TABLE t (a TEXT, b, CHECK (length(a) < 9) ON CONFLICT REPLACE)",
                      {AlterColumn{"t", column("a INTEGER")}}) == "");
}

BOOST_AUTO_TEST_CASE(a_virtual_column_of_a_strict_table_may_be_of_another_type) {
    BOOST_TEST(
        breach("CREATE TABLE t (a INT, g BLOB AS (a IS NOT NULL)) STRICT", {DropTable{"t"}}) == "");
}

BOOST_AUTO_TEST_CASE(a_function_that_fails_on_a_row_is_a_refusal_by_the_row) {
    BOOST_TEST(breach("CREATE TABLE t (a)", {adding("t", "g AS (abs(a)) STORED")}) == "");
    BOOST_TEST(breach("CREATE TABLE t (a)", {CreateIndex{index("CREATE INDEX i ON t (abs(a))")}}) ==
               "");
}

BOOST_AUTO_TEST_CASE(full_text_in_utf_16_agrees_with_its_rows) {
    const Schema made = schema("CREATE VIRTUAL TABLE f USING FTS4(a)");
    BOOST_TEST(breach("CREATE TABLE t (a)", {CreateVirtualTable{made.virtual_tables.front()}}) ==
               "");
}

BOOST_AUTO_TEST_CASE(what_a_virtual_table_holds_that_sql_makes_is_set_aside) {
    const std::string_view before = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)";
    BOOST_TEST(breach(before, {written(before, {index_of_texts}, {"DROP TABLE f"})}) == "");
    BOOST_TEST(
        breach(before,
               {written(before, {index_of_texts, "INSERT INTO f (rowid, body) SELECT id, a FROM t"},
                        {"DROP TABLE f"})}) == "");
    BOOST_TEST(breach(before, {written(before,
                                       {"CREATE VIRTUAL TABLE f USING fts5 (a, content='t', "
                                        "content_rowid='id')",
                                        "INSERT INTO f (f) VALUES ('rebuild')"},
                                       {"DROP TABLE f"})}) == "");
}

BOOST_AUTO_TEST_CASE(an_added_column_goes_again_where_a_trigger_has_one_of_its_name_elsewhere) {
    const char* before =
        "CREATE TABLE t (a); CREATE TABLE u (x);"
        "CREATE TRIGGER r AFTER UPDATE ON u WHEN new.x > 1 BEGIN DELETE FROM t; END;";
    BOOST_TEST(breach(before, {adding("t", "x")}) == "");
}

BOOST_AUTO_TEST_CASE(a_column_is_added_after_one_that_went_already) {
    AddColumn added{"t", column("c")};
    added.place = {Place::At::after, "b"};
    BOOST_TEST(breach("CREATE TABLE t (a, b)", {added, DropColumn{"t", "b"}}) == "");
}

BOOST_AUTO_TEST_CASE(a_virtual_column_of_reals_is_the_same_in_a_table_written_anew) {
    DropColumn drop{"t", "b"};
    BOOST_TEST(
        breach("CREATE TABLE t (p PRIMARY KEY, b NOT NULL UNIQUE, a, g REAL AS (length(a) * 2))"
               " WITHOUT ROWID",
               {adding("t", "c DEFAULT 1"),
                AlterTable{table("CREATE TABLE t (p PRIMARY KEY, b NOT NULL, a, "
                                 "g REAL AS (length(a) * 2), c DEFAULT 1) WITHOUT ROWID")},
                drop}) == "");
}

BOOST_AUTO_TEST_CASE(a_fill_of_a_column_that_takes_no_null_has_nothing_to_do) {
    AlterColumn step{"t", column("a TEXT NOT NULL DEFAULT NULL")};
    step.fill = *ddl::parse_expression("'-'");
    BOOST_TEST(breach("CREATE TABLE t (a TEXT NOT NULL, b)", {step}) == "");
}

BOOST_AUTO_TEST_CASE(the_name_of_a_table_in_a_trigger_is_no_column_that_became_a_text) {
    const std::string_view before =
        "CREATE TABLE a (x); CREATE TABLE t (a, b);"
        "CREATE TRIGGER r AFTER UPDATE OF b ON t BEGIN UPDATE OR FAIL \"a\" SET x = 1; END;";
    Sql renamed{{"ALTER TABLE t RENAME COLUMN a TO z"},
                std::vector<Text>{"ALTER TABLE t RENAME COLUMN z TO a"},
                StepClass::breaking};
    BOOST_TEST(breach(before, {Step(*tried_out(renamed, schema(before)))}) == "");
}

BOOST_AUTO_TEST_CASE(a_child_that_acts_on_updates_hinders_a_parent_of_several_replacing_keys) {
    const Subject subject = subject_of(
        "CREATE TABLE p (a PRIMARY KEY ON CONFLICT REPLACE, b UNIQUE ON CONFLICT REPLACE)",
        {CreateTable{table("CREATE TABLE c (x REFERENCES p (a) ON UPDATE SET NULL)")}});
    BOOST_TEST((subject.step_class == StepClass::breaking));
    BOOST_TEST(breach_of(subject, random_cases(256)) == "");
}

BOOST_AUTO_TEST_CASE(rows_of_part_way_states_may_lose_their_parents_with_a_collation) {
    BOOST_TEST(breach("CREATE TABLE t (k TEXT NOT NULL, x REFERENCES t (k), n DEFAULT 1);"
                      "CREATE UNIQUE INDEX i ON t (k);",
                      {AlterColumn{"t", column("k TEXT NOT NULL COLLATE RTRIM")},
                       AlterColumn{"t", column("n DEFAULT 2")}}) == "");
}

BOOST_AUTO_TEST_CASE(a_type_that_is_a_standard_one_by_its_first_word_alone_is_not_strict) {
    const Schema before = schema("CREATE TABLE t (a \"BLOB\" INT, b \"TEXT\")");
    BOOST_TEST(
        !applied(AlterTable{table("CREATE TABLE t (a \"BLOB\" INT, b \"TEXT\") STRICT")}, before)
             .has_value());
    BOOST_TEST(applied(AlterTable{table("CREATE TABLE t (a \"BLOB\", b \"TEXT\") STRICT")},
                       schema("CREATE TABLE t (a \"BLOB\", b \"TEXT\")"))
                   .has_value());
}

BOOST_AUTO_TEST_CASE(a_virtual_column_that_cannot_be_computed_of_a_row_is_refused_by_the_row) {
    BOOST_TEST(breach("CREATE TABLE t (a INT)", {adding("t", "g AS (abs(a))")}) == "");
    BOOST_TEST(breach("CREATE TABLE t (a, g AS (a + 1))",
                      {AlterColumn{"t", column("g AS (abs(a))")}}) == "");
    BOOST_TEST(breach("CREATE TABLE t (a TEXT, g AS (abs(a)))",
                      {AlterColumn{"t", column("a INTEGER")}}) == "");
    BOOST_TEST(
        breach("CREATE TABLE t (id INTEGER PRIMARY KEY, a, g AS (abs(a)))",
               {UpdateRows{"t",
                           {{Identifier("a"), ddl::tokens_of(Text("-9223372036854775807 - 1"))}},
                           ddl::tokens_of(Text("a = 7"))}}) == "");
}

BOOST_AUTO_TEST_CASE(sql_without_a_way_back_is_lossy_in_a_new_table_too) {
    const Sql sql{{"DELETE FROM t WHERE a > 1"}, {}, StepClass::lossy, {.writes = {"t"}}};
    const Subject subject =
        subject_of("CREATE TABLE u (a)", {CreateTable{table("CREATE TABLE t (a)")}, sql});
    BOOST_TEST((subject.step_class == StepClass::lossy));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
