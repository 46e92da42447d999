#include "evolve/plan/schema_steps.hpp"

#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/model/fingerprint.hpp"
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

BOOST_AUTO_TEST_CASE(a_change_in_place_says_which_step_it_needs) {
    const SchemaSteps column = between_texts("CREATE TABLE t (a INT)", "CREATE TABLE t (a TEXT)");
    BOOST_REQUIRE(column.open.size() == 1u);
    BOOST_TEST(column.steps.empty());
    BOOST_TEST(column.open.front().why.find("needs alter_column") == 0u);
    const SchemaSteps table = between_texts("CREATE TABLE t (a)", "CREATE TABLE t (a) STRICT");
    BOOST_TEST(!table.complete());
}

BOOST_AUTO_TEST_CASE(a_constraint_that_is_new_needs_alter_table) {
    const SchemaSteps found =
        between_texts("CREATE TABLE t (a, b)", "CREATE TABLE t (a, b, UNIQUE (a, b))");
    BOOST_REQUIRE(found.open.size() == 1u);
    BOOST_TEST(found.open.front().why.find("needs alter_table") == 0u);
}

BOOST_AUTO_TEST_CASE(a_column_that_cannot_be_added_says_why) {
    const SchemaSteps found =
        between_texts("CREATE TABLE t (a)", "CREATE TABLE t (a, b INT NOT NULL)");
    BOOST_REQUIRE(found.open.size() == 1u);
    BOOST_TEST(found.open.front().what == "add_column t.b");
    BOOST_TEST(found.open.front().why.find("NOT NULL") != std::string::npos);
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
