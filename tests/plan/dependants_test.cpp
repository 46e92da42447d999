#include "evolve/plan/dependants.hpp"

#include <boost/test/unit_test.hpp>

#include "support/printers.hpp"

using namespace evolve;

namespace {

SchemaObject object(const char* type, const char* name, const char* table, const char* sql) {
    return {type, name, table, sql};
}
SchemaObject view(const char* name, const char* sql) { return object("view", name, name, sql); }

std::string shown(const std::optional<Text>& found) {
    return found ? std::string(found->view()) : "nothing";
}

std::string capturer(const SchemaObject& of, const Identifier& column) {
    return shown(capturer_of({of}, "t", column));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dependants)

BOOST_AUTO_TEST_CASE(a_keyword_is_no_name_but_a_quoted_one_is) {
    const auto v = view("v", "CREATE VIEW v AS SELECT x FROM other WHERE y ORDER BY z");
    for (const char* keyword : {"select", "from", "where", "order"})
        BOOST_TEST(shown(dependant_of({v}, keyword)) == "nothing", keyword);
    BOOST_TEST(shown(dependant_of({v}, "other")) == "view v");
    const auto quoted = view("w", "CREATE VIEW w AS SELECT x FROM \"select\"");
    BOOST_TEST(shown(dependant_of({quoted}, "select")) == "view w");
}

// Pitfall C09: what would newly catch a bare name.
BOOST_AUTO_TEST_CASE(a_bare_name_in_a_view_of_the_table_would_be_captured_c09) {
    const auto v = view("v", "CREATE VIEW v AS SELECT (SELECT x FROM t) FROM outer_one");
    BOOST_TEST(capturer(v, "x") == "view v");
    BOOST_TEST(capturer(v, "X") == "view v");
    BOOST_TEST(capturer(v, "y") == "nothing");
}

BOOST_AUTO_TEST_CASE(a_string_in_double_quotes_would_be_captured_c10) {
    BOOST_TEST(capturer(view("v", "CREATE VIEW v AS SELECT * FROM t WHERE s = \"x\""), "x") ==
               "view v");
}

BOOST_AUTO_TEST_CASE(a_name_behind_a_dot_means_what_it_meant) {
    BOOST_TEST(capturer(view("v", "CREATE VIEW v AS SELECT other.x FROM t, other"), "x") ==
               "nothing");
}

BOOST_AUTO_TEST_CASE(a_natural_join_means_every_name_that_two_tables_share) {
    const auto v = view("v", "CREATE VIEW v AS SELECT * FROM t NATURAL JOIN other");
    BOOST_TEST(capturer(v, "anything") == "view v");
}

BOOST_AUTO_TEST_CASE(a_view_of_another_table_captures_nothing) {
    BOOST_TEST(capturer(view("v", "CREATE VIEW v AS SELECT x FROM other"), "x") == "nothing");
}

BOOST_AUTO_TEST_CASE(a_view_depends_on_the_tables_of_its_views) {
    const std::vector<SchemaObject> both{
        view("w", "CREATE VIEW w AS SELECT x FROM v, other"),
        view("v", "CREATE VIEW v AS SELECT * FROM t"),
    };
    BOOST_TEST(shown(capturer_of(both, "t", "x")) == "view w");
}

BOOST_AUTO_TEST_CASE(a_trigger_of_another_table_that_writes_here_captures_c09) {
    const auto trigger = object("trigger", "tr", "other",
                                "CREATE TRIGGER tr AFTER INSERT ON other BEGIN UPDATE t SET a = 1 "
                                "WHERE EXISTS (SELECT 1 FROM other WHERE x = 1); END");
    BOOST_TEST(capturer(trigger, "x") == "trigger tr");
    BOOST_TEST(shown(dependant_of({trigger}, "t", "a")) == "trigger tr");
}

// The columns of another table are its own, whatever they are called.
BOOST_AUTO_TEST_CASE(a_table_that_refers_to_the_table_captures_only_by_its_foreign_keys) {
    const auto child =
        object("table", "notes", "notes", "CREATE TABLE notes(x, created_at, t REFERENCES t(id))");
    BOOST_TEST(capturer(child, "x") == "nothing");
    BOOST_TEST(capturer(child, "created_at") == "nothing");
    BOOST_TEST(shown(dependant_of({child}, "t", "x")) == "nothing");
    BOOST_TEST(shown(dependant_of({child}, "t", "id")) == "table notes");
    BOOST_TEST(shown(dependant_of({child}, "t")) == "table notes");
    const auto early = object("table", "c", "c", "CREATE TABLE c(y REFERENCES t(x))");
    BOOST_TEST(capturer(early, "x") == "table c");
}

BOOST_AUTO_TEST_CASE(a_table_or_index_with_a_column_of_the_tables_name_has_nothing_to_do_with_it) {
    BOOST_TEST(shown(dependant_of({object("table", "log", "log", "CREATE TABLE log(t, x)")},
                                  "t")) == "nothing");
    BOOST_TEST(shown(dependant_of({object("index", "i", "log", "CREATE INDEX i ON log(t)")},
                                  "t")) == "nothing");
}

BOOST_AUTO_TEST_CASE(an_unmanaged_index_of_the_table_depends_on_its_columns) {
    const auto index = object("index", "mine", "t", "CREATE INDEX mine ON t(a)");
    BOOST_TEST(shown(dependant_of({index}, "t", "a")) == "index mine");
    BOOST_TEST(shown(dependant_of({index}, "t", "b")) == "nothing");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_judged_by_every_word) {
    const auto odd =
        object("table", "odd", "odd", "CREATE VIRTUAL TABLE odd USING fts5(x, content='t')");
    BOOST_TEST(shown(dependant_of({odd}, "t")) == "table odd");
    BOOST_TEST(capturer(odd, "x") == "table odd");
}

BOOST_AUTO_TEST_CASE(a_word_in_a_comment_is_no_name) {
    BOOST_TEST(shown(dependant_of({view("v", "CREATE VIEW v AS SELECT 1 -- of t\n")}, "t")) ==
               "nothing");
}

BOOST_AUTO_TEST_SUITE_END()
