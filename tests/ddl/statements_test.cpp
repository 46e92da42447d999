#include "evolve/ddl/statements.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <string>

using namespace evolve;

namespace {

std::vector<std::string> texts(std::string_view script) {
    std::vector<std::string> all;
    for (const ddl::StatementText& each : ddl::statements_of(script)) all.emplace_back(each.sql);
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statements_of_a_script)

BOOST_AUTO_TEST_CASE(end_at_semicolons_that_stand_in_no_string_and_no_comment) {
    const std::vector<std::string> expected = {"a ';'", "b /* ; */ \";\"", "[;] `;`"};
    BOOST_TEST(texts("a ';' ; ;; b /* ; */ \";\"; -- c ;\n[;] `;`") == expected);
}

BOOST_AUTO_TEST_CASE(a_trigger_ends_where_end_follows_a_semicolon) {
    const std::string trigger =
        "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET b = CASE WHEN 1 THEN 2 END; "
        "DELETE FROM a; END";
    const std::vector<std::string> expected = {trigger, "x"};
    BOOST_TEST(texts(trigger + "; x;") == expected);
}

BOOST_AUTO_TEST_CASE(a_virtual_table_ends_at_no_semicolon_among_its_arguments) {
    const std::string table = "CREATE VIRTUAL TABLE v USING fts4(a, (b;c) d;e)";
    const std::vector<std::string> expected = {table, "x", "CREATE VIRTUAL TABLE w USING m", "y("};
    BOOST_TEST(texts(table + ";x;CREATE VIRTUAL TABLE w USING m;y(;") == expected);
}

BOOST_AUTO_TEST_CASE(a_transaction_is_no_trigger) {
    const std::vector<std::string> expected = {"BEGIN", "CREATE TABLE trigger(a)", "END"};
    BOOST_TEST(texts("BEGIN; CREATE TABLE trigger(a); END;") == expected);
}

BOOST_AUTO_TEST_CASE(each_has_the_line_in_which_it_begins) {
    const auto all = ddl::statements_of("a;\n\n-- b;\n  c\n;d;");
    BOOST_REQUIRE(all.size() == 3u);
    BOOST_TEST(all[0].line == 1u);
    BOOST_TEST(all[1].line == 4u);
    BOOST_TEST(all[2].line == 5u);
}

// They would swallow the statement after them, which would then be skipped with them.
BOOST_AUTO_TEST_CASE(a_line_for_the_shell_is_one_of_its_own) {
    const std::vector<std::string> expected = {".load x; y", "CREATE TABLE a(b)", ".mode 'csv",
                                               "c\n. d", ".read z"};
    BOOST_TEST(texts(".load x; y\n\nCREATE TABLE a(b);\n.mode 'csv\nc\n. d;\n-- e\n.read z") ==
               expected);
}

BOOST_AUTO_TEST_CASE(what_never_ends_is_one_statement) {
    BOOST_TEST(texts("CREATE TRIGGER t BEGIN a; b; c").size() == 1u);
    BOOST_TEST(texts("a 'b ; c").size() == 1u);
    BOOST_TEST(texts("").empty());
    BOOST_TEST(texts(" ; -- x").empty());
}

RC_BOOST_PROP(any_bytes_are_taken_apart_without_overlap, (const std::string& bytes)) {
    const char* at = bytes.data();
    for (const ddl::StatementText& each : ddl::statements_of(bytes)) {
        RC_ASSERT(each.sql.data() >= at);
        at = each.sql.data() + each.sql.size();
        RC_ASSERT(at <= bytes.data() + bytes.size());
    }
}

BOOST_AUTO_TEST_SUITE_END()
