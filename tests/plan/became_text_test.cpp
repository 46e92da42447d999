#include <boost/test/unit_test.hpp>

#include "evolve/plan/became_text.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

std::string found(std::string_view before, std::string_view after) {
    const auto text = became_text(schema(before), schema(after));
    return text ? text->object + ": " + std::string(text->column.view()) : "nothing";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(became_text_test)

BOOST_AUTO_TEST_CASE(a_name_in_double_quotes_that_is_no_column_any_more_is_a_text) {
    const std::string view = "CREATE VIEW v AS SELECT \"a\", b FROM t;";
    BOOST_TEST(found("CREATE TABLE t (a, b);" + view, "CREATE TABLE t (c, b);" + view) ==
               "view v: a");
    BOOST_TEST(found("CREATE TABLE t (a, b);" + view, "CREATE TABLE t (a, b, c);" + view) ==
               "nothing");
    const std::string trigger =
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM u WHERE x = \"a\"; END;";
    BOOST_TEST(found("CREATE TABLE u (x, a); CREATE TABLE t (b);" + trigger,
                     "CREATE TABLE u (x); CREATE TABLE t (b);" + trigger) == "trigger r: a");
}

BOOST_AUTO_TEST_CASE(what_was_a_text_or_is_written_otherwise_now_is_none_of_its_business) {
    const std::string before = "CREATE TABLE t (a, b);";
    const std::string after = "CREATE TABLE t (c, b);";
    const std::string text = "CREATE VIEW v AS SELECT \"some text\" FROM t;";
    BOOST_TEST(found(before + text, after + text) == "nothing");
    const std::string alias = "CREATE VIEW v AS SELECT b AS \"a\" FROM t;";
    BOOST_TEST(found(before + alias, after + alias) == "nothing");
    BOOST_TEST(found(before + "CREATE VIEW v AS SELECT \"a\" FROM t",
                     after + "CREATE VIEW v AS SELECT \"c\" FROM t") == "nothing");
}

BOOST_AUTO_TEST_CASE(a_column_is_found_through_views) {
    const std::string views =
        "CREATE VIEW v AS SELECT * FROM t; CREATE VIEW w AS SELECT \"a\" FROM v;";
    BOOST_TEST(found("CREATE TABLE t (a, b);" + views, "CREATE TABLE t (b);" + views) ==
               "view w: a");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
