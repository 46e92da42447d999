#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include "evolve/model/fingerprint.hpp"
#include "evolve/step/creation.hpp"
#include "support/language.hpp"
#include "support/object_steps.hpp"
#include "support/printers.hpp"
#include "support/sql.hpp"

using namespace evolve;

// The laws of step_kind.hpp for views, triggers and virtual tables.
BOOST_AUTO_TEST_SUITE(object_step_law)

RC_BOOST_PROP(the_inverse_brings_back_an_equal_schema, ()) {
    const Schema before = *any_language();
    const Step step = *any_object_step(before);
    RC_TAG(std::string(tag_of(step)));
    Schema schema = *applied(step, before);
    for (const Step& back : inverse(step, before)) {
        auto next = applied(back, schema);
        if (!next) RC_FAIL(describe(next.error()));
        schema = std::move(*next);
    }
    RC_ASSERT(fingerprint(schema) == fingerprint(before));
}

RC_BOOST_PROP(a_step_is_satisfied_by_its_result_and_applies_once, ()) {
    const Schema before = *any_language();
    const Step step = *any_object_step(before);
    RC_ASSERT(satisfied_by(step, *applied(step, before)));
    RC_ASSERT(!satisfied_by(step, before));
    RC_ASSERT(!applied(step, *applied(step, before)).has_value());
}

RC_BOOST_PROP(the_steps_of_creation_make_the_schema, ()) {
    const Schema wanted = *any_language();
    Schema schema;
    for (const Step& step : creation_of(wanted)) {
        auto next = applied(step, std::move(schema));
        if (!next) RC_FAIL(describe(next.error()));
        schema = std::move(*next);
    }
    RC_ASSERT(fingerprint(schema) == fingerprint(wanted));
}

BOOST_AUTO_TEST_CASE(what_others_need_is_not_dropped) {
    const Schema before = schema(
        "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v;"
        "CREATE TRIGGER r INSTEAD OF INSERT ON w BEGIN SELECT 1; END;");
    const auto why = [&](const Step& step) { return applied(step, before).error().why; };
    BOOST_TEST((why(DropView{"v"}) == Why::view_in_use));
    BOOST_TEST((why(DropView{"w"}) == Why::view_in_use));
    BOOST_TEST((why(DropTable{"t"}) == Why::table_in_use));
    BOOST_TEST(applied(Step(DropTrigger{"r"}), before).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_said_by_its_kind) {
    const auto why = [&](const Step& step) { return applied(step, Schema()).error().why; };
    BOOST_TEST((why(DropView{"v"}) == Why::no_such_view));
    BOOST_TEST((why(DropTrigger{"v"}) == Why::no_such_trigger));
    BOOST_TEST((why(DropVirtualTable{"v"}) == Why::no_such_virtual_table));
}

BOOST_AUTO_TEST_SUITE_END()
