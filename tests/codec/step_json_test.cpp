#include "evolve/codec/step_json.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "support/generators.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

std::string complaint(std::string_view json) {
    const auto step = parse_step(json, "--step");
    if (step) return {};
    const Explanation why = explain(step.error());
    return why.wrong + ". " + why.next;
}

const std::array<std::pair<Step, std::string_view>, 31> spelled = {{
    {CreateTable{table("create table t (id integer primary key, \"order\" text)")},
     R"_({"create_table": {"sql": "CREATE TABLE t (id integer PRIMARY KEY, \"order\" text)"}})_"},
    {DropTable{"t"}, R"({"drop_table": {"table": "t"}})"},
    {DropTable{"t", false}, R"({"drop_table": {"table": "t", "keep": false}})"},
    {CreateIndex{index("create unique index i on t (a desc)")},
     R"_({"create_index": {"sql": "CREATE UNIQUE INDEX i ON t (a DESC)"}})_"},
    {DropIndex{"i"}, R"({"drop_index": {"index": "i"}})"},
    {AddColumn{"t", column("a JSON")}, R"({"add_column": {"table": "t", "column": "a JSON"}})"},
    {AddColumn{"t",
               column("a JSON"),
               parsed(ddl::parse_expression("b + 1"), ""),
               {Place::At::after, "b"}},
     R"({"add_column": {"table": "t", "column": "a JSON", "fill": "b + 1", "after": "b"}})"},
    {AddColumn{"t", column("a"), {}, {Place::At::first}},
     R"({"add_column": {"table": "t", "column": "a", "after": null}})"},
    {AlterColumn{"t", column("a INT"), parsed(ddl::parse_expression("a * 2"), ""),
                 parsed(ddl::parse_expression("0"), ""), false},
     R"({"alter_column": {"table": "t", "column": "a INT", "using": "a * 2", "fill": "0", "keep": false}})"},
    {AlterColumn{"t", column("a INT")}, R"({"alter_column": {"table": "t", "column": "a INT"}})"},
    {RenameColumn{"t", "a", "b"}, R"({"rename_column": {"table": "t", "column": "a", "to": "b"}})"},
    {RenameTable{"t", "u"}, R"({"rename_table": {"table": "t", "to": "u"}})"},
    {AlterTable{table("create table t (a, unique (a))")},
     R"_({"alter_table": {"table": "t", "sql": "CREATE TABLE t (a, UNIQUE (a))"}})_"},
    {DropColumn{"t", "a"}, R"({"drop_column": {"table": "t", "column": "a"}})"},
    {DropColumn{"t", "a", false},
     R"({"drop_column": {"table": "t", "column": "a", "keep": false}})"},
    {CreateView{schema("create view v as select 1 as a").views[0]},
     R"_({"create_view": {"sql": "CREATE VIEW v AS select 1 as a"}})_"},
    {DropView{"v"}, R"({"drop_view": {"view": "v"}})"},
    {CreateTrigger{schema("create trigger r after insert on t begin select 1; end").triggers[0]},
     R"_({"create_trigger": {"sql": "CREATE TRIGGER r AFTER INSERT ON t FOR EACH ROW BEGIN select 1 ; END"}})_"},
    {DropTrigger{"r"}, R"({"drop_trigger": {"trigger": "r"}})"},
    {CreateVirtualTable{schema("create virtual table f using fts5(a)").virtual_tables[0]},
     R"_({"create_virtual_table": {"sql": "CREATE VIRTUAL TABLE f USING fts5 (a)"}})_"},
    {DropVirtualTable{"f"}, R"({"drop_virtual_table": {"table": "f"}})"},
    {DropVirtualTable{"f", false}, R"({"drop_virtual_table": {"table": "f", "keep": false}})"},
    {InsertRows{
         "t",
         {"a", "b"},
         {{Value(std::int64_t{1}), Value(Text("x"))}, {Value(Null()), Value(Blob{Text("ab")})}}},
     R"({"insert_rows": {"table": "t", "columns": ["a", "b"], "values": [[1, "x"], [null, {"$blob": "6162"}]]}})"},
    {InsertRows{"t", {"a"}, {}, *ddl::parse_query("select x from u order by 1")},
     R"({"insert_rows": {"table": "t", "columns": ["a"], "query": "select x from u order by 1"}})"},
    {UpdateRows{
         "t", {{"a", *ddl::parse_expression("b + 1")}}, *ddl::parse_expression("b > 2"), false},
     R"({"update_rows": {"table": "t", "set": {"a": "b + 1"}, "where": "b > 2", "keep": false}})"},
    {DeleteRows{"t", *ddl::parse_expression("b IS NULL")},
     R"({"delete_rows": {"table": "t", "where": "b IS NULL"}})"},
    {DeleteRows{"t"}, R"({"delete_rows": {"table": "t"}})"},
    {DeleteRows{"t", {}, true, true}, R"({"delete_rows": {"table": "t", "fire": true}})"},
    {Sql{{"DROP TABLE a", "UPDATE b SET c = 1"},
         std::vector<Text>(),
         StepClass::breaking,
         {{{ObjectKind::table, "a"}, {ObjectKind::virtual_table, "f g"}},
          schema("CREATE TABLE d (x); CREATE INDEX i ON d (x)"),
          {"b"}}},
     R"j({"sql": {"up": ["DROP TABLE a", "UPDATE b SET c = 1"], "down": [], "claims": "breaking", "yields": {"drops": ["table a", "virtual table f g"], "makes": ["CREATE TABLE d (x)", "CREATE INDEX i ON d (x)"], "writes": ["b"]}}})j"},
    {Sql{{"SELECT 1"}}, R"({"sql": {"up": ["SELECT 1"], "yields": {}}})"},
    {DropTable{"a \"b\"\n\\é"}, R"({"drop_table": {"table": "a \"b\"\n\\é"}})"},
}};

}  // namespace

BOOST_AUTO_TEST_CASE(every_kind_of_step_is_written_on_one_line_and_read_back) {
    for (const auto& [step, line] : spelled) {
        BOOST_TEST(write_step(step) == line);
        BOOST_TEST((parse_step(line, "--step") == step));
    }
    for (std::string_view tag : step_tags()) {
        const auto has_tag = [&](const auto& each) { return tag_of(each.first) == tag; };
        BOOST_TEST(std::ranges::any_of(spelled, has_tag), tag << " is not in the table");
    }
}

RC_BOOST_PROP(a_step_of_any_names_in_utf8_is_read_back_as_it_was, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    const std::string line = write_step(step);
    RC_PRE(line.find("\uFFFD") == std::string::npos);
    RC_ASSERT(line.find('\n') == std::string::npos);
    const auto again = parse_step(line, "--step");
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == step);
}

BOOST_AUTO_TEST_CASE(keep_may_say_the_default) {
    BOOST_TEST((parse_step(R"({"drop_table": {"table": "t", "keep": true}})", "--step") ==
                Step(DropTable{"t"})));
}

BOOST_AUTO_TEST_CASE(an_unknown_step_names_the_nearest_known_one) {
    BOOST_TEST(complaint(R"({"add_colum": {"table": "t", "column": "a"}})") ==
               R"(--step: unknown step "add_colum". Did you mean "add_column"?)");
    BOOST_TEST(complaint(R"({"script": {"up": []}})") ==
               R"(--step: unknown step "script". This evolve knows "create_table", "drop_table", )"
               R"("rename_table", "alter_table", "create_index", "drop_index", "add_column", )"
               R"("drop_column", "rename_column", "alter_column", "create_view", )"
               R"("drop_view", "create_trigger", "drop_trigger", "create_virtual_table", )"
               R"("drop_virtual_table", "insert_rows", "update_rows", "delete_rows", "sql".)");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_in_a_sql_step_is_told_with_its_key) {
    BOOST_TEST(complaint(R"({"sql": {"up": []}})") ==
               "--step: sql.up: expected at least one SQL statement, found []. Correct it.");
    BOOST_TEST(complaint(R"({"sql": {"up": ["SELECT 1"], "claims": "harmless"}})") ==
               R"(--step: sql.claims: expected "additive", "breaking" or "lossy", )"
               R"(found "harmless". Correct it.)");
    BOOST_TEST(complaint(R"({"sql": {"up": ["SELECT 1"], "yields": {"drops": ["a"]}}})") ==
               R"(--step: sql.yields.drops[0]: expected the kind and name of an object, as )"
               R"("table notes", found "a". Correct it.)");
}

BOOST_AUTO_TEST_CASE(several_statements_in_one_text_are_read_as_one_each) {
    const auto step =
        parse_step(R"({"sql": {"up": ["SELECT 1; -- no more\nSELECT 2"]}})", "--step");
    BOOST_REQUIRE(step.has_value());
    BOOST_TEST(write_step(*step) == R"({"sql": {"up": ["SELECT 1", "SELECT 2"], "yields": {}}})");
}

BOOST_AUTO_TEST_CASE(a_key_that_a_step_does_not_take_is_an_error_with_its_path) {
    BOOST_TEST(complaint(R"({"drop_table": {"table": "t", "kep": false}})") ==
               R"(--step: drop_table.kep: unknown key. Did you mean "keep"?)");
    BOOST_TEST(complaint(R"({"add_column": {"table": "t", "column": "a", "default": "1"}})") ==
               R"(--step: add_column.default: unknown key. Known here: "table", "column", )"
               R"("fill", "after".)");
}

BOOST_AUTO_TEST_CASE(a_step_is_an_object_of_one_key) {
    BOOST_TEST(complaint("[]") == "--step: expected an object, found a list. Correct it.");
    BOOST_TEST(complaint("{}") == "--step: expected one key, found 0 keys. Correct it.");
    BOOST_TEST(complaint(R"({"drop_index": {"index": "i"}, "drop_table": {"table": "t"}})") ==
               "--step: expected one key, found 2 keys. Correct it.");
}

BOOST_AUTO_TEST_CASE(a_definition_that_cannot_be_read_says_where_in_the_sql) {
    BOOST_TEST(complaint(R"_({"create_table": {"sql": "CREATE TABLE t (\n a INT,\n)"}})_") ==
               "--step: create_table.sql: t, line 3, column 1: expected a name, found ')'. "
               "Correct it.");
    BOOST_TEST(complaint(R"({"add_column": {"table": "t", "column": "a INT, b INT"}})") ==
               "--step: add_column.column: line 1, column 6: expected nothing more, found ','. "
               "Correct it.");
    BOOST_TEST(complaint(R"_({"create_table": {"sql": "CREATE INDEX i ON t (a)"}})_") ==
               "--step: create_table.sql: expected CREATE TABLE, found CREATE INDEX. "
               "Correct it.");
}

BOOST_AUTO_TEST_CASE(a_nul_character_is_no_part_of_a_name) {
    BOOST_TEST(complaint(R"({"drop_table": {"table": "a\u0000b"}})") ==
               "--step: drop_table.table: the text holds a NUL character. Correct it.");
}

BOOST_AUTO_TEST_CASE(a_missing_key_is_named) {
    BOOST_TEST(complaint(R"({"add_column": {"table": "t"}})") ==
               R"(--step: add_column: the key "column" is missing. Correct it.)");
}

}  // namespace evolve
