#include <boost/test/unit_test.hpp>

#include "evolve/ddl/parser.hpp"
#include "evolve/run/sql_step.hpp"
#include "prove/trials.hpp"
#include "support/cases.hpp"
#include "support/parts.hpp"
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

BOOST_AUTO_TEST_CASE(what_no_old_code_could_do_may_work_afterwards) {
    const Step missing = CreateTable{table("CREATE TABLE later (k INTEGER PRIMARY KEY, b)")};
    BOOST_TEST(breach("CREATE TABLE t (id INTEGER PRIMARY KEY, a); "
                      "CREATE TRIGGER tr AFTER DELETE ON t BEGIN DELETE FROM later; END",
                      {missing}) == "");
    BOOST_TEST(breach("CREATE TABLE t (id INTEGER PRIMARY KEY, a); "
                      "CREATE VIEW v AS SELECT b FROM later",
                      {missing}) == "");
}

// The laws have tables of their own, with names of their own.
BOOST_AUTO_TEST_CASE(an_altered_column_may_have_any_name) {
    for (const char* name : {"k", "v", "k1", "v1", "w1", "r"})
        BOOST_TEST(
            breach(
                "CREATE TABLE t (a, " + std::string(name) + " TEXT)",
                {AlterColumn{
                    "t", column(std::string(name) + " INTEGER NOT NULL"), {}, expression("7")}}) ==
                "",
            name);
}

// The way up again joins what was kept to the table: whose rowid was it then?
BOOST_AUTO_TEST_CASE(a_value_may_be_computed_from_the_rowid) {
    for (const char* value : {"'u' || rowid", "_ROWID_ * 2", "\"oid\" || a"})
        BOOST_TEST(
            breach("CREATE TABLE t (k TEXT, a)", {AddColumn{.table = "t",
                                                            .column = column("s TEXT NOT NULL"),
                                                            .fill = expression(value)}}) == "",
            value);
    BOOST_TEST(
        breach("CREATE TABLE t (k TEXT, oid)",
               {AlterColumn{"t", column("k TEXT NOT NULL"), {}, expression("rowid + oid")}}) == "");
}

BOOST_AUTO_TEST_CASE(what_a_schema_names_in_vain_stands_in_no_steps_way) {
    for (const char* vain : {"CREATE VIEW v AS SELECT x FROM nowhere",
                             "CREATE TRIGGER tr AFTER DELETE ON o BEGIN DELETE FROM nowhere; END"})
        for (const Step& step :
             {Step(RenameColumn{"t", "a", "b"}), Step(RenameTable{"t", "u"}),
              Step(DropColumn{"t", "a", true}), adding("t", "c"), Step(DropTable{"t", true})})
            BOOST_TEST(breach("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); "
                              "CREATE TABLE o (a); " +
                                  std::string(vain),
                              {step}) == "",
                       vain << tag_of(step));
    BOOST_TEST(breach("CREATE TABLE t (a); CREATE VIEW v AS SELECT x FROM nowhere",
                      {DropView{"v"}}) == "");
    BOOST_TEST(breach("CREATE TABLE t (a); "
                      "CREATE TRIGGER tr AFTER DELETE ON t BEGIN DELETE FROM nowhere; END",
                      {DropTrigger{"tr"}}) == "");
}

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

BOOST_AUTO_TEST_CASE(a_virtual_column_that_sql_adds_is_refused_by_the_row_of_which_it_cannot_be) {
    const std::string_view before = "CREATE TABLE t (a INT)";
    Sql adds{{"ALTER TABLE t ADD COLUMN g AS (abs(a))"},
             std::vector<Text>{"ALTER TABLE t DROP COLUMN g"},
             StepClass::breaking};
    BOOST_TEST(breach(before, {Step(*tried_out(adds, schema(before)))}) == "");
}

BOOST_AUTO_TEST_CASE(rows_of_a_new_table_may_not_fit_what_sql_knows_of_it_on_the_way_back) {
    const char* rowid = "CREATE TABLE t (k INTEGER PRIMARY KEY CHECK (k IN ('a', 7)))";
    const Step without_rowid = AlterTable{
        table("CREATE TABLE t (k INTEGER PRIMARY KEY CHECK (k IN ('a', 7)), n) WITHOUT ROWID")};
    const Step added =
        written(rowid, {"ALTER TABLE t ADD COLUMN n"}, {"ALTER TABLE t DROP COLUMN n"});
    BOOST_TEST(breach("CREATE TABLE u (a)", {CreateTable{table(rowid)}, added, without_rowid}) ==
               "");
    // Without SQL nothing needs to know it so, and the table just goes.
    BOOST_TEST(breach("CREATE TABLE u (a)",
                      {CreateTable{table("CREATE TABLE t (k INTEGER PRIMARY KEY CHECK (k IN ('a', "
                                         "7)), n)")},
                       without_rowid}) == "");
}

BOOST_AUTO_TEST_CASE(rows_that_go_first_need_no_value_in_a_column_that_is_filled) {
    AddColumn filled{"t", column("n INTEGER")};
    filled.fill = *ddl::parse_expression("hex(k)");
    BOOST_TEST(breach("CREATE TABLE t (k TEXT) STRICT", {DeleteRows{"t", {}, false}, filled}) ==
               "");
}

BOOST_AUTO_TEST_CASE(sql_without_a_way_back_is_lossy_in_a_new_table_too) {
    const Sql sql{{"DELETE FROM t WHERE a > 1"}, {}, StepClass::lossy, {.writes = {"t"}}};
    const Subject subject =
        subject_of("CREATE TABLE u (a)", {CreateTable{table("CREATE TABLE t (a)")}, sql});
    BOOST_TEST((subject.step_class == StepClass::lossy));
}

BOOST_AUTO_TEST_CASE(a_column_that_goes_need_not_fit_what_its_table_was_before) {
    BOOST_TEST(
        breach("CREATE TABLE t (k INTEGER PRIMARY KEY) STRICT",
               {adding("t", "n BLOB"),
                AlterTable{table("CREATE TABLE t (k TEXT PRIMARY KEY, n INTEGER) STRICT")}}) == "");
    BOOST_TEST(
        breach("CREATE TABLE t (k INTEGER PRIMARY KEY, a)",
               {adding("t", "n DEFAULT 5"), AlterColumn{"t", column("n REAL")},
                AlterTable{table("CREATE TABLE t (k INTEGER PRIMARY KEY, a UNIQUE, n REAL)")}}) ==
        "");
}

BOOST_AUTO_TEST_CASE(a_table_with_the_old_name_of_one_that_sql_renamed_is_another_table) {
    const std::string_view before = "CREATE TABLE t (k INTEGER PRIMARY KEY, a)";
    const UpdateRows update{"t", {{Identifier("a"), ddl::tokens_of(Text("'x'"))}}, {}};
    Sql renamed{{"ALTER TABLE t RENAME TO u"},
                std::vector<Text>{"ALTER TABLE u RENAME TO t"},
                StepClass::breaking};
    BOOST_TEST(breach(before, {update, Step(*tried_out(renamed, schema(before))),
                               CreateTable{table("CREATE TABLE t (z)")}}) == "");
}

BOOST_AUTO_TEST_CASE(orphans_of_a_table_that_gets_a_key_to_a_new_one_are_no_new_ones) {
    const char* before =
        "CREATE TABLE t (k INT CHECK (k IN (1, 2, 3)) UNIQUE, "
        "a INT NOT NULL CHECK (a IN ('a', 'b')) REFERENCES t (k))";
    BOOST_TEST(
        breach(before, {written(before, {"CREATE TABLE u (k PRIMARY KEY)"}, {"DROP TABLE u"}),
                        adding("t", "n REFERENCES u")}) == "");
}

BOOST_AUTO_TEST_CASE(a_unique_before_the_key_goes_for_the_rename_and_comes_again) {
    BOOST_TEST(
        breach(
            "CREATE TABLE t (a INTEGER, b, UNIQUE (b, a), PRIMARY KEY (a))",
            {AlterTable{table("CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a))")},
             RenameColumn{"t", "a", "c"},
             AlterTable{table("CREATE TABLE t (c INTEGER, b, PRIMARY KEY (c), UNIQUE (b, c))")}}) ==
        "");
}

BOOST_AUTO_TEST_CASE(rows_of_equal_first_columns_may_come_in_any_order) {
    BOOST_TEST(breach("CREATE TABLE t (a CHECK (a IN (0, 1)), k PRIMARY KEY) WITHOUT ROWID",
                      {CreateIndex{index("CREATE INDEX i ON t (a DESC)")}}) == "");
}

BOOST_AUTO_TEST_CASE(what_depends_on_the_order_of_rows_is_no_effect_of_old_code) {
    const char* before =
        "CREATE TABLE t (a, b); CREATE VIEW v AS SELECT a FROM t;"
        "CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN "
        "INSERT INTO t (a) SELECT b FROM t LIMIT 1; END;";
    BOOST_TEST(breach(before, {CreateIndex{index("CREATE INDEX i ON t (b)")}}) == "");
}

BOOST_AUTO_TEST_CASE(a_computed_column_of_another_type_in_a_strict_table_is_refused_by_the_row) {
    BOOST_TEST(breach("CREATE TABLE t (a INTEGER) STRICT",
                      {adding("t", "g INT AS (a + 1) STORED")}) == "");
    BOOST_TEST(breach("CREATE TABLE t (a TEXT, g INT AS (a) STORED) STRICT",
                      {DropColumn{"t", "g"}}) == "");
}

BOOST_AUTO_TEST_CASE(rows_of_a_table_that_sql_makes_may_not_fit_what_that_made) {
    const Step made = written("CREATE TABLE u (a)", {"CREATE TABLE t (k PRIMARY KEY NOT NULL)"},
                              {"DROP TABLE t"});
    BOOST_TEST(breach("CREATE TABLE u (a)", {made, AlterColumn{"t", column("k PRIMARY KEY")}}) ==
               "");
}

BOOST_AUTO_TEST_CASE(updates_of_orphans_may_fail_for_a_new_key_of_their_table) {
    const Subject subject = subject_of(
        "CREATE TABLE t (k UNIQUE, m INT CHECK (m > 9) UNIQUE, "
        "a INT NOT NULL CHECK (a IN (1, 2)) REFERENCES t (m))",
        {adding("t", "n REFERENCES t (k)")});
    BOOST_TEST(breach_of(subject, random_cases(1024)) == "");
}

BOOST_AUTO_TEST_CASE(a_check_over_a_column_that_compares_otherwise_is_held_against_the_rows) {
    BOOST_TEST(breach("CREATE TABLE t (a TEXT COLLATE NOCASE CHECK (a IN ('a', 'b')))",
                      {AlterColumn{"t", column("a TEXT CHECK (a IN ('a', 'b'))")}}) == "");
    BOOST_TEST(breach("CREATE TABLE t (a TEXT COLLATE NOCASE, g AS (a = 'A'))",
                      {AlterColumn{"t", column("a TEXT")}}) == "");
}

BOOST_AUTO_TEST_CASE(a_row_that_comes_may_have_the_rowid_of_one_that_went) {
    AddColumn filled{"t", column("n DEFAULT 2")};
    filled.fill = *ddl::parse_expression("'-'");
    BOOST_TEST(breach("CREATE TABLE t (a)",
                      {DeleteRows{"t", *ddl::parse_expression("a > 5"), false}, filled,
                       InsertRows{"t", {"a"}, {}, *ddl::parse_expression("SELECT 1")}}) == "");
}

BOOST_AUTO_TEST_CASE(sql_is_undone_before_a_table_without_a_name_goes) {
    const std::string_view made = "CREATE TABLE \"\" (k INTEGER PRIMARY KEY)";
    BOOST_TEST(breach("CREATE TABLE u (a)", {CreateTable{table(made)},
                                             written(made, {"ALTER TABLE \"\" ADD COLUMN n"},
                                                     {"ALTER TABLE \"\" DROP COLUMN n"})}) == "");
}

BOOST_AUTO_TEST_CASE(children_of_a_part_way_table_may_hold_up_old_code_until_they_go) {
    BOOST_TEST(breach("CREATE TABLE t (k INTEGER PRIMARY KEY, a UNIQUE)",
                      {adding("t", "n"), CreateTable{table("CREATE TABLE u (x REFERENCES t (a))")},
                       DropTable{"u"}, adding("t", "m")}) == "");
}

BOOST_AUTO_TEST_CASE(what_others_left_broken_is_not_touched_where_nothing_is_left_to_do) {
    BOOST_TEST(breach("CREATE TABLE t (a)", {RenameTable{"t", "u"}, DropTable{"u", false}}) == "");
}

BOOST_AUTO_TEST_CASE(old_code_whose_triggers_double_the_rows_is_not_waited_for) {
    const char* before =
        "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t;"
        "CREATE TRIGGER r BEFORE UPDATE ON t BEGIN INSERT INTO t SELECT a FROM t; END;"
        "CREATE TRIGGER i INSTEAD OF INSERT ON v BEGIN UPDATE t SET a = 1; END;";
    BOOST_TEST(breach(before, {CreateTable{table("CREATE TABLE u (x)")}}) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
