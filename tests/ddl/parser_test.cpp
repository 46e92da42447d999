#include "evolve/ddl/parser.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;
using namespace evolve::ddl;

namespace {

template <class Rule>
Rule rule(std::string_view sql) {
    const Column found = column(sql);
    BOOST_REQUIRE(found.has<Rule>());
    return *found.rule<Rule>();
}

template <class Rule>
Rule table_rule(std::string_view sql) {
    const Table found = table("CREATE TABLE t (a, b, " + std::string(sql) + ")");
    BOOST_REQUIRE(found.constraints.size() == 1);
    return std::get<Rule>(found.constraints.front().rule);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ddl_parser)

BOOST_AUTO_TEST_CASE(names_may_be_quoted_in_four_ways) {
    const Table expected = table("CREATE TABLE t (a, b)");
    BOOST_TEST(table(R"(CREATE TABLE "t" ([a], `b`))") == expected);
    BOOST_TEST(table("create table 't' ('a', 'b');") == expected);
    BOOST_TEST(table("CREATE TABLE IF NOT EXISTS main.t (a,b) ; -- end") == expected);
}

BOOST_AUTO_TEST_CASE(keywords_that_sqlite_lets_be_names_are_names) {
    const Table found = table("CREATE TABLE action (key, desc, if TEXT, first, left INT)");
    BOOST_TEST(found.name == "action");
    BOOST_TEST(found.columns.size() == 5);
}

BOOST_AUTO_TEST_CASE(a_type_has_one_spelling_of_its_blanks) {
    BOOST_TEST(column("a decimal ( 10 , - 2 )").type.view() == "decimal(10,-2)");
    BOOST_TEST(column("a DOUBLE\n  PRECISION").type.view() == "DOUBLE PRECISION");
    BOOST_TEST(column("a /* none */").type.view() == "");
    BOOST_TEST(column("a \"odd type\" 's'").type.view() == "\"odd type\" 's'");
}

BOOST_AUTO_TEST_CASE(a_type_that_cannot_be_written_plainly_stands_in_quotes) {
    BOOST_TEST(column("a INT isnullALWAYS").type.view() == "\"INT isnull\"");
    BOOST_TEST(column("a primarygenerated always").type.view() == "\"primary\"");
    BOOST_TEST(column("a aaaaaaaaaaaaaaaaalwaysALWAYS").type.view() ==
               "\"aaaaaaaaaaaaaaaaalways\"");
}

BOOST_AUTO_TEST_CASE(column_rules_are_read) {
    using enum OnConflict;
    const std::string key = "a INTEGER PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT";
    BOOST_TEST((rule<PrimaryKey>(key) == PrimaryKey{SortOrder::descending, fail, true}));
    BOOST_TEST((rule<NotNull>("a NOT NULL ON CONFLICT ROLLBACK") == NotNull{rollback}));
    BOOST_TEST((rule<Unique>("a UNIQUE ON CONFLICT ABORT") == Unique{abort}));
    BOOST_TEST((rule<Unique>("a UNIQUE ON CONFLICT IGNORE") == Unique{ignore}));
    BOOST_TEST((rule<Unique>("a UNIQUE ON CONFLICT REPLACE") == Unique{replace}));
    BOOST_TEST((rule<Collate>("a COLLATE nocase") == Collate{"NOCASE"}));
    BOOST_TEST(rule<Check>("a CHECK ((a) > (1))").condition.tokens.size() == 7);
    BOOST_TEST(column("a CONSTRAINT n NOT NULL").constraints.front().name == "n");
}

BOOST_AUTO_TEST_CASE(defaults_are_read) {
    BOOST_TEST(rule<Default>("a DEFAULT 'it''s'").value.tokens.front().text.view() == "it's");
    BOOST_TEST(rule<Default>("a DEFAULT - 5").value.tokens.size() == 2);
    BOOST_TEST(rule<Default>("a DEFAULT (5)").parenthesised);
    BOOST_TEST(!rule<Default>("a DEFAULT word NOT NULL").parenthesised);
    BOOST_TEST(rule<Default>("a DEFAULT (f(1, (2)))").value.tokens.size() == 8);
}

BOOST_AUTO_TEST_CASE(the_last_of_several_defaults_holds) {
    BOOST_TEST(rule<Default>("a DEFAULT 1 DEFAULT 2").value.tokens.front().text.view() == "2");
}

BOOST_AUTO_TEST_CASE(table_rules_are_read) {
    const auto key = table_rule<PrimaryKeyOf>(
        "PRIMARY KEY (b COLLATE rtrim DESC, a ASC AUTOINCREMENT) "
        "ON CONFLICT REPLACE");
    BOOST_TEST((key.columns[0] == KeyPart{"b", "rtrim", SortOrder::descending}));
    BOOST_TEST((key.columns[1] == KeyPart{"a", {}, SortOrder::ascending}));
    BOOST_TEST((key.on_conflict == OnConflict::replace));
    BOOST_TEST(key.autoincrement);
    BOOST_TEST(table_rule<UniqueOf>("UNIQUE (a, b)").columns.size() == 2);
    BOOST_TEST(table_rule<Check>("CHECK (a < b)").condition.tokens.size() == 3);
}

BOOST_AUTO_TEST_CASE(constraints_may_follow_without_a_comma) {
    BOOST_TEST(table("CREATE TABLE t (a, UNIQUE (a) CHECK (a))").constraints.size() == 2);
}

BOOST_AUTO_TEST_CASE(foreign_keys_are_read) {
    const auto key = table_rule<ForeignKey>(
        "FOREIGN KEY (a, b) REFERENCES p (x, y) ON UPDATE NO ACTION MATCH full ON DELETE SET "
        "DEFAULT "
        "NOT DEFERRABLE INITIALLY IMMEDIATE");
    const ForeignKeyTarget expected{"p",
                                    {"x", "y"},
                                    ForeignKeyAction::set_default,
                                    ForeignKeyAction::no_action,
                                    "full",
                                    Deferral::not_deferrable_initially_immediate};
    BOOST_TEST((key == ForeignKey{{"a", "b"}, expected}));
}

BOOST_AUTO_TEST_CASE(not_null_after_a_foreign_key_is_no_deferral) {
    const Column found = column("a REFERENCES p ON DELETE CASCADE NOT NULL");
    BOOST_TEST(found.has<NotNull>());
    BOOST_TEST((found.rule<References>()->target.deferral == Deferral::unspecified));
    BOOST_TEST((found.rule<References>()->target.on_delete == ForeignKeyAction::cascade));
}

BOOST_AUTO_TEST_CASE(indexes_are_read) {
    const Index found =
        index("CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t (a, b COLLATE x DESC);");
    BOOST_TEST(found.unique);
    BOOST_TEST(found.table == "t");
    BOOST_TEST((found.columns[1] == KeyPart{"b", "x", SortOrder::descending}));
}

BOOST_AUTO_TEST_CASE(a_script_is_any_number_of_definitions) {
    BOOST_TEST(schema("").empty());
    BOOST_TEST(schema(" -- nothing\n").empty());
    BOOST_TEST(schema(";").empty());
    const Schema found = schema("CREATE TABLE t (a);; CREATE INDEX i ON t (a); CREATE TABLE u (b)");
    BOOST_TEST(found.tables.size() == 2);
    BOOST_TEST(found.indexes.size() == 1);
}

BOOST_AUTO_TEST_CASE(nesting_as_deep_as_the_text_is_long_takes_no_stack) {
    const std::string depth(1'000'000, '(');
    const std::string sql = "a CHECK (" + depth + "1" + std::string(depth.size(), ')') + ")";
    BOOST_TEST(parse_column_definition(sql).has_value());
    BOOST_TEST(!parse_column_definition("a CHECK (" + depth).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
