#include "evolve/plan/schema_steps.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/model/fingerprint.hpp"
#include "plan/rename_steps.hpp"
#include "support/generators.hpp"
#include "support/language.hpp"
#include "support/object_steps.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

/// What the steps make of the schema.
Schema followed(const SchemaSteps& found, Schema schema) {
    for (const Step& step : found.steps) {
        auto next = applied(step, std::move(schema));
        if (!next) RC_FAIL(describe(next.error()));
        schema = std::move(*next);
    }
    return schema;
}

SchemaSteps between_texts(std::string_view before, std::string_view after) {
    return steps_between(schema(before), schema(after));
}

std::vector<std::string> words(std::string_view before, std::string_view after) {
    return in_words(between_texts(before, after).steps, schema(before));
}

using Words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_steps_test)

RC_BOOST_PROP(nothing_leads_from_a_schema_to_itself, ()) {
    const Schema all = *any_language();
    const SchemaSteps found = steps_between(all, *respelled(all));
    RC_ASSERT(found.steps.empty());
    RC_ASSERT(found.open.empty());
}

RC_BOOST_PROP(the_steps_lead_there_or_say_what_is_left, ()) {
    const Schema before = *any_language();
    const Schema after = *any_language();
    const SchemaSteps found = steps_between(before, after);
    const Schema made = followed(found, before);
    RC_TAG(found.complete() ? "complete" : "open");
    RC_ASSERT(found.complete() == (fingerprint(made) == fingerprint(after)));
}

// What steps did, they can find again, but for a column that changed its definition on the way.
RC_BOOST_PROP(what_object_steps_made_is_found_again, ()) {
    const Schema before = *any_language();
    const Step step = *any_object_step(before);
    const Schema after = *applied(step, before);
    const SchemaSteps found = steps_between(before, after);
    RC_ASSERT(found.complete());
    RC_ASSERT(found.steps.size() == 1u);
    RC_ASSERT(fingerprint(followed(found, before)) == fingerprint(after));
}

RC_BOOST_PROP(no_step_drops_what_both_sides_have_alike, ()) {
    const Schema before = *any_schema();
    const Schema after = *any_schema();
    for (const Step& step : steps_between(before, after).steps) {
        if (const auto* drop = std::get_if<DropTable>(&step.kind()))
            RC_ASSERT(!after.table(drop->table));
        if (const auto* drop = std::get_if<DropColumn>(&step.kind())) {
            const auto table = after.table(drop->table);
            RC_ASSERT(table.has_value());
            RC_ASSERT(!after.tables[*table].has_column(drop->column));
        }
    }
}

BOOST_AUTO_TEST_CASE(children_go_before_their_parents) {
    const Words expected = {"drop table 'c'", "drop table 'p'"};
    BOOST_TEST(words("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p);"
                     "CREATE TABLE x (a);",
                     "CREATE TABLE x (a);") == expected);
}

BOOST_AUTO_TEST_CASE(an_index_goes_with_its_table) {
    const Words expected = {"drop table 't'"};
    BOOST_TEST(words("CREATE TABLE t (a); CREATE INDEX i ON t (a); CREATE TABLE x (a);",
                     "CREATE TABLE x (a);") == expected);
}

BOOST_AUTO_TEST_CASE(a_view_over_a_dropped_column_is_made_anew) {
    const Words expected = {"drop view 'v'", "drop column 'b' of t", "create view 'v'"};
    BOOST_TEST(words("CREATE TABLE t (a, b); CREATE VIEW v AS SELECT b FROM t;",
                     "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t;") == expected);
}

BOOST_AUTO_TEST_CASE(what_depends_on_a_view_is_made_anew_with_it) {
    const std::string rest =
        "CREATE VIEW w AS SELECT a FROM v; CREATE VIEW x AS SELECT a FROM w;"
        "CREATE TRIGGER r INSTEAD OF INSERT ON v BEGIN SELECT 1; END;";
    const std::string table = "CREATE TABLE t (a, b);";
    BOOST_TEST((words(table + "CREATE VIEW v AS SELECT a FROM t;" + rest,
                      table + "CREATE VIEW v AS SELECT a, b FROM t;" + rest) ==
                Words{"drop trigger 'r'", "drop view 'x'", "drop view 'w'", "drop view 'v'",
                      "create view 'v'", "create view 'w'", "create view 'x'",
                      "create trigger 'r' on v"}));
}

BOOST_AUTO_TEST_CASE(a_trigger_that_differs_is_made_anew) {
    const std::string table = "CREATE TABLE t (a, b);";
    BOOST_TEST((words(table + "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
                      table + "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 2; END") ==
                Words{"drop trigger 'r'", "create trigger 'r' on t"}));
}

BOOST_AUTO_TEST_CASE(a_virtual_table_is_made_anew_where_its_rows_have_a_place) {
    const std::string rest =
        "CREATE TABLE t (a, b);"
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO f (a) VALUES (new.a); END;";
    BOOST_TEST((words("CREATE VIRTUAL TABLE f USING fts5(a, b);" + rest,
                      "CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize = 'porter');" + rest) ==
                Words{"drop trigger 'r'", "drop virtual table 'f'",
                      "create virtual table 'f' (fts5)", "create trigger 'r' on t"}));
    BOOST_TEST((words("CREATE TABLE t (a, b); CREATE VIRTUAL TABLE f USING fts5(a, content='t')",
                      "CREATE TABLE t (a, b); CREATE VIRTUAL TABLE f USING fts5(b, content='t')") ==
                Words{"drop virtual table 'f'", "create virtual table 'f' (fts5)"}));
}

BOOST_AUTO_TEST_CASE(a_virtual_table_whose_rows_have_no_place_in_the_wished_one_says_so) {
    const SchemaSteps found = between_texts("CREATE VIRTUAL TABLE f USING fts5(a, b)",
                                            "CREATE VIRTUAL TABLE f USING fts5(a)");
    BOOST_TEST(found.steps.empty());
    BOOST_REQUIRE(!found.open.empty());
    BOOST_TEST(found.open.front().why.starts_with("its rows have no place in the other one"));
    BOOST_TEST(!between_texts("CREATE VIRTUAL TABLE f USING fts5(a)",
                              "CREATE VIRTUAL TABLE f USING fts4(a)")
                    .complete());
}

BOOST_AUTO_TEST_CASE(columns_and_rules_that_differ_are_altered) {
    const Words column = {"change column 'a' (INT → TEXT) of t"};
    BOOST_TEST(words("CREATE TABLE t (a INT)", "CREATE TABLE t (a TEXT)") == column);
    const Words rules = {"change the rules of table 't'"};
    for (const char* wished :
         {"CREATE TABLE t (a INT, b INT) STRICT", "CREATE TABLE t (a INT, b INT, UNIQUE (a, b))",
          "CREATE TABLE t (a INT REFERENCES u, b INT)", "CREATE TABLE t (a INT PRIMARY KEY, b INT)",
          "CREATE TABLE t (a INT, b INT, CHECK (a < b))"})
        BOOST_TEST(words("CREATE TABLE t (a INT, b INT); CREATE TABLE u (x PRIMARY KEY);",
                         std::string(wished) + "; CREATE TABLE u (x PRIMARY KEY);") == rules);
}

BOOST_AUTO_TEST_CASE(a_new_column_with_a_key_is_added_before_the_key) {
    const Words expected = {"add column 'b' (INT) to t", "change the rules of table 't'"};
    BOOST_TEST(words("CREATE TABLE t (a)", "CREATE TABLE t (a, b INT UNIQUE)") == expected);
}

BOOST_AUTO_TEST_CASE(a_column_goes_after_the_key_that_it_is_in) {
    const Words expected = {"change the rules of table 't'", "drop column 'b' of t"};
    BOOST_TEST(words("CREATE TABLE t (a, b, UNIQUE (a, b))", "CREATE TABLE t (a)") == expected);
    const Words alone = {"drop column 'b' of t"};
    BOOST_TEST(words("CREATE TABLE t (a, b CHECK (b <> 1))", "CREATE TABLE t (a)") == alone);
}

BOOST_AUTO_TEST_CASE(what_is_renamed_is_what_was_said) {
    const Schema before = schema("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)");
    const Schema after = schema("CREATE TABLE u (id INTEGER PRIMARY KEY, b TEXT)");
    const SchemaSteps found =
        steps_between(before, after, {.renames = {{"t", "", "u"}, {"u", "a", "b"}}});
    BOOST_TEST(found.complete());
    BOOST_TEST(found.steps.size() == 2u);
    BOOST_TEST(found.likely_renames.empty());
    BOOST_TEST((fingerprint(followed(found, before)) == fingerprint(after)));
    const SchemaSteps wrong = steps_between(before, after, {.renames = {{"x", "", "u"}}});
    BOOST_REQUIRE(wrong.open.size() == 1u);
    BOOST_TEST(wrong.open.front().what == "rename_table x");
}

BOOST_AUTO_TEST_CASE(a_name_that_something_else_has_is_free_when_it_is_given) {
    const auto renamed = [](const char* before, const char* after,
                            std::vector<Decisions::Rename> renames) {
        const Schema old = schema(before);
        const SchemaSteps found = steps_between(old, schema(after), {.renames = renames});
        BOOST_TEST(found.complete());
        BOOST_TEST((fingerprint(followed(found, old)) == fingerprint(schema(after))));
        return in_words(found.steps, old);
    };
    // It goes, and would else be what the other one becomes.
    BOOST_TEST((renamed("CREATE TABLE t (id, a, b)", "CREATE TABLE t (id, b)", {{"t", "a", "b"}}) ==
                Words{"drop column 'b' of t", "rename column 'a' to 'b' in t"}));
    BOOST_TEST((renamed("CREATE TABLE t (a); CREATE TABLE u (b)", "CREATE TABLE u (a)",
                        {{"t", "", "u"}}) == Words{"drop table 'u'", "rename table 't' to 'u'"}));
    // What an index or a key holds cannot go before they do.
    BOOST_TEST((renamed("CREATE TABLE t (id, a, b); CREATE INDEX i ON t (b)",
                        "CREATE TABLE t (id, b)", {{"t", "a", "b"}}) ==
                Words{"rename column 'b' to 'b_before' in t", "rename column 'a' to 'b' in t",
                      "drop index 'i'", "drop column 'b_before' of t"}));
    // It is renamed itself.
    BOOST_TEST((renamed("CREATE TABLE t (a, b)", "CREATE TABLE t (b, c)",
                        {{"t", "a", "b"}, {"t", "b", "c"}}) ==
                Words{"rename column 'b' to 'c' in t", "rename column 'a' to 'b' in t"}));
    BOOST_TEST((renamed("CREATE TABLE t (a, b)", "CREATE TABLE t (b, a)",
                        {{"t", "a", "b"}, {"t", "b", "a"}}) ==
                Words{"rename column 'b' to 'b_before' in t", "rename column 'a' to 'b' in t",
                      "rename column 'b_before' to 'a' in t"}));
    BOOST_TEST(
        (renamed("CREATE TABLE t (a); CREATE TABLE u (b)", "CREATE TABLE u (a); CREATE TABLE t (b)",
                 {{"t", "", "u"}, {"u", "", "t"}}) == Words{"rename table 'u' to 'u_before'",
                                                            "rename table 't' to 'u'",
                                                            "rename table 'u_before' to 't'"}));
    BOOST_TEST((renamed("CREATE TABLE t (a, b, c, b_before)", "CREATE TABLE t (c, a, b, b_before)",
                        {{"t", "a", "c"}, {"t", "b", "a"}, {"t", "c", "b"}}) ==
                Words{"rename column 'c' to 'c_before' in t", "rename column 'a' to 'c' in t",
                      "rename column 'b' to 'a' in t", "rename column 'c_before' to 'b' in t"}));
}

// SQLite 3.40 does not rename such a key, whatever the other name is.
BOOST_AUTO_TEST_CASE(a_rename_that_cannot_be_done_takes_nothing_away) {
    const Schema before = schema("CREATE TABLE t (a INTEGER, b, UNIQUE (a), PRIMARY KEY (a))");
    const Renamed done =
        renamed(before, schema("CREATE TABLE t (b INTEGER, UNIQUE (b), PRIMARY KEY (b))"),
                {{"t", "a", "b"}});
    BOOST_REQUIRE(done.open.size() == 1u);
    BOOST_TEST(done.open.front().what == "rename_column t.a");
    BOOST_TEST(done.steps.empty());
    BOOST_TEST((done.schema == before));
}

BOOST_AUTO_TEST_CASE(an_index_of_a_table_that_is_renamed_goes_before_the_rename) {
    const auto index = [](const char* content) {
        return std::string("CREATE VIRTUAL TABLE f USING fts5(body, content=") + content + ");" +
               "CREATE TRIGGER r AFTER INSERT ON " + content +
               " BEGIN INSERT INTO f (rowid, body) VALUES (new.rowid, new.body); END;";
    };
    const Schema before = schema("CREATE TABLE sms (body TEXT);" + index("sms"));
    for (const std::string& rest : {std::string(), index("texts")}) {
        const Schema after = schema("CREATE TABLE texts (body TEXT);" + rest);
        const SchemaSteps found = steps_between(before, after, {.renames = {{"sms", "", "texts"}}});
        BOOST_TEST(found.complete());
        Words first = in_words(found.steps, before);
        first.resize(3);
        BOOST_TEST((first == Words{"drop trigger 'r'", "drop virtual table 'f'",
                                   "rename table 'sms' to 'texts'"}));
    }
    const SchemaSteps column = steps_between(before, schema("CREATE TABLE sms (text TEXT)"),
                                             {.renames = {{"sms", "body", "text"}}});
    BOOST_TEST(column.complete());
    BOOST_TEST(column.steps.size() == 3u);
}

BOOST_AUTO_TEST_CASE(an_index_that_stays_as_it_is_keeps_its_table_from_being_renamed) {
    const std::string index = "CREATE VIRTUAL TABLE f USING fts5(body, content=sms)";
    const SchemaSteps found = steps_between(schema("CREATE TABLE sms (body TEXT);" + index),
                                            schema("CREATE TABLE texts (body TEXT);" + index),
                                            {.renames = {{"sms", "", "texts"}}});
    BOOST_REQUIRE(!found.open.empty());
    BOOST_TEST(found.open.front().what == "rename_table sms");
    BOOST_TEST(found.open.front().why.find("virtual table f") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_fill_makes_a_new_column_not_null_or_replaces_null) {
    const Schema before = schema("CREATE TABLE t (a TEXT)");
    const Schema after = schema("CREATE TABLE t (a TEXT NOT NULL, b INT NOT NULL)");
    const auto value = [](const char* sql) { return parsed(ddl::parse_expression(sql), sql); };
    const SchemaSteps found = steps_between(
        before, after, {.fills = {{"t", "a", value("'-'")}, {"t", "b", value("length(a)")}}});
    BOOST_TEST(found.complete());
    BOOST_REQUIRE(found.steps.size() == 2u);
    BOOST_TEST(std::get<AddColumn>(found.steps[0].kind()).has_fill());
    BOOST_TEST(!std::get<AlterColumn>(found.steps[1].kind()).fill.tokens.empty());
    const SchemaSteps idle = steps_between(before, before, {.fills = {{"t", "a", value("1")}}});
    BOOST_REQUIRE(idle.open.size() == 1u);
    BOOST_TEST(idle.open.front().what == "--fill t.a");
}

BOOST_AUTO_TEST_CASE(a_column_that_cannot_be_added_says_why) {
    const SchemaSteps found =
        between_texts("CREATE TABLE t (a)", "CREATE TABLE t (a, b INT NOT NULL)");
    BOOST_REQUIRE(found.open.size() == 1u);
    BOOST_TEST(found.open.front().what == "add_column t.b");
    BOOST_TEST(found.open.front().why.find("NOT NULL") != std::string::npos);
    BOOST_TEST(found.open.front().why.find("--fill t.b=EXPR") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(likely_renames_are_listed_and_never_made) {
    const SchemaSteps found =
        between_texts("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); CREATE TABLE u (x INT);",
                      "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT); CREATE TABLE w (x INT);");
    BOOST_TEST(found.steps.size() == 4u);
    Words renames;
    for (const LikelyRename& each : found.likely_renames) renames.push_back(in_words(each));
    const Words expected = {"t.a → t.b", "u → w"};
    BOOST_TEST(renames == expected);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
