#include "evolve/step/refusal.hpp"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <vector>

#include "evolve/step/step.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

struct Case {
    std::string before;
    Step step;
    Refusal refusal;
};

Step create(std::string_view sql) { return CreateTable{table(sql)}; }
Step create_index(std::string_view sql) { return CreateIndex{index(sql)}; }
Step add(const char* to, std::string_view sql) { return AddColumn{to, column(sql)}; }
Step drop(const char* from, const char* name) { return DropColumn{from, name}; }

std::string wide_table(std::size_t columns) {
    std::string sql = "CREATE TABLE w (c0";
    for (std::size_t i = 1; i < columns; ++i) sql += ", c" + std::to_string(i);
    return sql + ")";
}

std::vector<Case> cases() {
    using enum Why;
    const std::string t = "CREATE TABLE t (a, b); CREATE INDEX i ON t (a)";
    return {
        {"", DropTable{"t"}, {no_such_table, "t"}},
        {"", add("t", "c"), {no_such_table, "t"}},
        {"", drop("t", "c"), {no_such_table, "t"}},
        {"", create_index("CREATE INDEX i ON t (a)"), {no_such_table, "t"}},
        {t, drop("t", "c"), {no_such_column, "t", "c"}},
        {t, DropIndex{"j"}, {no_such_index, "j"}},
        {t, DropView{"t"}, {no_such_view, "t"}},
        {t, DropTrigger{"t"}, {no_such_trigger, "t"}},
        {t, DropVirtualTable{"t"}, {no_such_virtual_table, "t"}},
        {"CREATE VIEW v AS SELECT 1; CREATE VIEW w AS SELECT * FROM v",
         DropView{"v"},
         {view_in_use, "v", "", "view w"}},
        {t, DropIndex{"t"}, {no_such_index, "t"}},
        {t, DropTable{"i"}, {no_such_table, "i"}},
        {t, create("CREATE TABLE T (x)"), {object_exists, "T"}},
        {t, create("CREATE TABLE I (x)"), {object_exists, "I"}},
        {t, create_index("CREATE INDEX I ON t (b)"), {object_exists, "I"}},
        {t, create_index("CREATE INDEX T ON t (b)"), {object_exists, "T"}},
        {t, add("t", "A INT"), {column_exists, "t", "A"}},
        {"", create("CREATE TABLE t (a, A)"), {column_exists, "t", "A"}},
        {"", create("CREATE TABLE Sqlite_x (a)"), {reserved_name, "Sqlite_x"}},
        {"", create("CREATE TABLE evolve_history (a)"), {reserved_name, "evolve_history"}},
        {t, create_index("CREATE INDEX sqlite_i ON t (a)"), {reserved_name, "sqlite_i"}},
        {t, create_index("CREATE INDEX EVOLVE_i ON t (a)"), {reserved_name, "EVOLVE_i"}},
        {t, add("t", "RowId INT"), {rowid_name, "t", "RowId", "INT"}},
        {t, add("t", "oid"), {rowid_name, "t", "oid"}},
        {t, add("t", "_rowid_"), {rowid_name, "t", "_rowid_"}},
        {"", create(wide_table(2001)), {too_many_columns, "w"}},
        {wide_table(2000), add("w", "c"), {too_many_columns, "w", "c"}},
        {"", create("CREATE TABLE t (a PRIMARY KEY, b PRIMARY KEY)"), {several_primary_keys, "t"}},
        {"",
         create("CREATE TABLE t (a PRIMARY KEY, PRIMARY KEY (a))"),
         {several_primary_keys, "t"}},
        {"", create("CREATE TABLE t (a, PRIMARY KEY (c))"), {key_names_no_column, "t", "c"}},
        {"", create("CREATE TABLE t (a, UNIQUE (a, c))"), {key_names_no_column, "t", "c"}},
        {"",
         create("CREATE TABLE t (a, FOREIGN KEY (c) REFERENCES p)"),
         {key_names_no_column, "t", "c"}},
        {t, create_index("CREATE INDEX j ON t (c)"), {key_names_no_column, "t", "c"}},
        {"",
         create("CREATE TABLE t (a INT PRIMARY KEY AUTOINCREMENT)"),
         {autoincrement_without_integer_key, "t"}},
        {"",
         create("CREATE TABLE t (a INTEGER PRIMARY KEY DESC AUTOINCREMENT)"),
         {autoincrement_without_integer_key, "t"}},
        {"",
         create("CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a, b AUTOINCREMENT))"),
         {autoincrement_without_integer_key, "t"}},
        {"",
         create("CREATE TABLE t (a REFERENCES p (x, y))"),
         {foreign_key_of_other_width, "t", "a"}},
        {"",
         create("CREATE TABLE t (a, b, FOREIGN KEY (a, b) REFERENCES p (x))"),
         {foreign_key_of_other_width, "t", "a"}},
        {t, add("t", "c REFERENCES t (a, b)"), {foreign_key_of_other_width, "t", "c"}},
        {"", create("CREATE TABLE t (a) WITHOUT ROWID"), {without_rowid_without_key, "t"}},
        {"", create("CREATE TABLE t (a VARCHAR) STRICT"), {type_not_strict, "t", "a", "VARCHAR"}},
        {"CREATE TABLE t (a INT) STRICT",
         add("t", "c INT DEFAULT 'x'"),
         {default_not_strict, "t", "c", "INT"}},
        {"", create("CREATE TABLE t (a, b AS (a), PRIMARY KEY (b))"), {generated_key, "t", "b"}},
        {"", create("CREATE TABLE t (a AS (1), b AS (2))"), {all_generated, "t"}},
        {t, add("t", "c INT PRIMARY KEY"), {column_is_primary_key, "t", "c", "INT"}},
        {t, add("t", "c UNIQUE"), {column_is_unique, "t", "c"}},
        {t, add("t", "c NOT NULL"), {not_null_without_default, "t", "c"}},
        {t, add("t", "c NOT NULL DEFAULT NULL"), {not_null_without_default, "t", "c"}},
        {t, add("t", "c NOT NULL DEFAULT (-NULL)"), {not_null_without_default, "t", "c"}},
        {t, add("t", "c DEFAULT CURRENT_TIMESTAMP"), {default_is_not_constant, "t", "c"}},
        {t, add("t", "c DEFAULT (1 + 1)"), {default_is_not_constant, "t", "c"}},
        {t, add("t", "c DEFAULT (random())"), {default_is_not_constant, "t", "c"}},
        {t, add("t", "c DEFAULT word"), {default_is_a_name, "t", "c"}},
        {t, add("t", "c DEFAULT [word]"), {default_is_a_name, "t", "c"}},
        {t, add("t", "c DEFAULT (\"word\")"), {default_is_a_name, "t", "c"}},
        {t, add("t", "c REFERENCES t DEFAULT 5"), {reference_with_default, "t", "c"}},
        {"CREATE TABLE t (a CHECK (a <> \"c\"))",
         add("t", "C"),
         {name_would_be_captured, "t", "C", "the CHECK of column a"}},
        {"CREATE TABLE t (a, CHECK (a IN (\"b\", \"c\")))",
         add("t", "c"),
         {name_would_be_captured, "t", "c", "a CHECK constraint of the table"}},
        {"CREATE TABLE t (a); CREATE TABLE u (x REFERENCES t (c))",
         add("t", "c"),
         {name_would_be_captured, "t", "c", "a foreign key of table u"}},
        {"CREATE TABLE t (a); CREATE VIEW v (x) AS SELECT * FROM t",
         add("t", "c"),
         {view_counts_columns, "t", "c", "view v"}},
        {"CREATE TABLE t (a, c); CREATE VIEW v (x, y) AS SELECT w.* FROM w; "
         "CREATE VIEW w AS SELECT t.* FROM t",
         drop("t", "c"),
         {view_counts_columns, "t", "c", "view v"}},
        {"CREATE TABLE t (a)", drop("t", "a"), {only_column, "t", "a"}},
        {t, RenameTable{"t", "T"}, {case_alone, "t", "t"}},
        {t, RenameColumn{"t", "a", "A"}, {case_alone, "t", "a"}},
        {"CREATE TABLE t (a); CREATE VIEW v AS SELECT x.a FROM t AS x JOIN t AS y USING (a)",
         RenameColumn{"t", "a", "c"},
         {unclear_name, "t", "a", "view v"}},
        {"CREATE TABLE t (a); CREATE VIEW v AS WITH t AS (SELECT 1) SELECT * FROM t",
         RenameTable{"t", "u"},
         {unclear_name, "t", "t", "view v"}},
        {"CREATE TABLE t (a INTEGER, b, UNIQUE (b, a), PRIMARY KEY (a))",
         RenameColumn{"t", "a", "c"},
         {unique_before_key, "t", "a"}},
        {t, AlterColumn{"t", column("a")}, {nothing_changes, "t", "a"}},
        {t,
         AlterColumn{"t", column("a"), parsed(ddl::parse_expression("b + 1"), "")},
         {only_values_change, "t", "a"}},
        {t,
         AlterColumn{"t", column("a"), {}, parsed(ddl::parse_expression("0"), "")},
         {only_values_change, "t", "a"}},
        {t, AlterColumn{"t", column("a UNIQUE")}, {keys_differ, "t", "a"}},
        {t, AlterTable{table("CREATE TABLE t (a, b)")}, {nothing_changes, "t"}},
        {t, AlterTable{table("CREATE TABLE t (a, c)")}, {columns_differ, "t", "b"}},
        {t,
         AddColumn{"t", column("c"), {}, {Place::At::after, "x"}},
         {no_such_place, "t", "c", "x"}},
        {t,
         AddColumn{"t", column("c"), parsed(ddl::parse_expression("c + 1"), "")},
         {fill_reads_itself, "t", "c"}},
        {t,
         AddColumn{"t", column("c AS (a)"), parsed(ddl::parse_expression("1"), "")},
         {generated_with_value, "t", "c"}},
        {"CREATE TABLE t (a, b PRIMARY KEY)",
         drop("t", "b"),
         {column_in_use, "t", "b", "the primary key"}},
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(step_refusal)

BOOST_AUTO_TEST_CASE(each_reason_is_given_with_what_it_is_about) {
    for (const Case& each : cases()) {
        const auto result = applied(each.step, schema(each.before));
        BOOST_TEST_CONTEXT(each.step << "\nbefore:\n" << each.before.substr(0, 200)) {
            BOOST_REQUIRE(!result.has_value());
            BOOST_TEST(result.error() == each.refusal);
            BOOST_TEST(result.error().column.view() == each.refusal.column.view());
        }
    }
}

// table_in_use and foreign_key_without_… are reasons of migrations (graph/migration_test.cpp),
// no_row_key one of plans.
BOOST_AUTO_TEST_CASE(each_reason_has_a_case) {
    std::set<Why> seen = {Why::table_in_use, Why::foreign_key_without_table,
                          Why::foreign_key_without_key, Why::no_row_key};
    for (const Case& each : cases()) seen.insert(each.refusal.why);
    for (int i = 0; i <= static_cast<int>(Why::fill_reads_itself); ++i)
        BOOST_TEST_CONTEXT(code_of(static_cast<Why>(i)))
    BOOST_TEST(seen.contains(static_cast<Why>(i)));
}

BOOST_AUTO_TEST_CASE(each_reason_has_a_code_of_its_own_and_words) {
    std::set<std::string_view> codes;
    for (int i = 0; i <= static_cast<int>(Why::fill_reads_itself); ++i) {
        const Refusal refusal{static_cast<Why>(i), "T", "C", "D"};
        BOOST_TEST(!code_of(refusal.why).empty());
        BOOST_TEST(codes.insert(code_of(refusal.why)).second);
        BOOST_TEST(!describe(refusal).empty());
        BOOST_TEST(!advice(refusal).empty());
        BOOST_TEST(describe(refusal).find('{') == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(words_name_the_objects) {
    BOOST_TEST(describe({Why::column_in_use, "tasks", "id", "the primary key"}) ==
               "column 'id' of table 'tasks' is used by the primary key");
    BOOST_TEST(describe({Why::no_such_table, "{c}", "x"}) == "there is no table '{c}'");
}

BOOST_AUTO_TEST_SUITE_END()
