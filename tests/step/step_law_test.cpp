#include <rapidcheck/boost_test.h>
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "evolve/model/fingerprint.hpp"
#include "evolve/step/step.hpp"
#include "support/generators.hpp"
#include "support/sql.hpp"

using namespace evolve;

namespace {

/// Whether a CHECK on the altered column stands at another one. Where it stands a fingerprint does
/// not see, so that it is no one's whether it came with the step.
bool is_checked_elsewhere(const Step& step, const Schema& before) {
    const auto* alter = std::get_if<AlterColumn>(&step.kind());
    if (alter == nullptr) return false;
    const Table& table = before.existing_table(alter->table);
    return std::ranges::any_of(table.columns, [&](const Column& column) {
        return column.name != alter->column.name &&
               std::ranges::any_of(column.constraints, [&](const ColumnConstraint& each) {
                   return detail::reads_alone(each.rule, alter->column.name, table);
               });
    });
}

}  // namespace

// The laws of step_kind.hpp. That statements() do what applied() says:
// tests/against_sqlite/step_law_test.cpp.
BOOST_AUTO_TEST_SUITE(step_law)

RC_BOOST_PROP(the_inverse_brings_back_an_equal_schema, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    RC_TAG(std::string(tag_of(step)));
    Schema schema = *applied(step, before);
    for (const Step& back : inverse(step, before)) {
        auto next = applied(back, schema);
        if (!next) RC_FAIL(describe(next.error()));
        schema = std::move(*next);
    }
    RC_ASSERT(fingerprint(schema) == fingerprint(before));
}

RC_BOOST_PROP(a_step_is_satisfied_by_its_result_and_not_by_what_was_before, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    const Schema after = *applied(step, before);
    RC_ASSERT(satisfied_by(step, after));
    RC_ASSERT(satisfied_by(step, before) == (fingerprint(after) == fingerprint(before)));
}

RC_BOOST_PROP(a_step_is_satisfied_by_a_schema_that_is_spelled_otherwise, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    RC_PRE(!is_checked_elsewhere(step, before));
    RC_ASSERT(satisfied_by(step, *respelled(*applied(step, before))));
}

RC_BOOST_PROP(a_step_does_not_apply_twice, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    RC_ASSERT(!applied(step, *applied(step, before)).has_value());
}

RC_BOOST_PROP(only_the_table_of_the_footprint_changes, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    RC_PRE(!std::holds_alternative<RenameTable>(step.kind()));  // which changes foreign keys to it
    RC_PRE(!std::holds_alternative<RenameColumn>(step.kind()));
    const Schema after = *applied(step, before);
    const Footprint print = footprint(step, before);
    for (const Table& table : before.tables) {
        if (table.name == print.table) continue;
        const auto position = after.table(table.name);
        RC_ASSERT(position.has_value());
        RC_ASSERT(after.tables[*position] == table);
    }
}

RC_BOOST_PROP(what_loses_values_without_a_complement_is_lossy, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    const bool lossy = std::visit(
        [](const auto& kind) {
            if constexpr (requires { kind.keep; }) return !kind.keep;
            return false;
        },
        step.kind());
    RC_ASSERT((class_of(step, before) == StepClass::lossy) == lossy);
}

RC_BOOST_PROP(a_step_tells_what_it_does, ()) {
    const Schema before = *any_schema();
    const Step step = *any_step(before);
    const Wording words = wording(step, before);
    RC_ASSERT(!words.plan.empty());
    RC_ASSERT(!words.done.empty());
    RC_ASSERT(words.skipped.ends_with(", skipping"));
}

BOOST_AUTO_TEST_CASE(a_column_is_satisfied_wherever_its_rules_stand) {
    const AddColumn step{"t", column("c INT CHECK (c > 0) REFERENCES p")};
    BOOST_TEST(satisfied_by(step, schema("CREATE TABLE t (a, c INT REFERENCES p CHECK (c > 0))")));
    BOOST_TEST(satisfied_by(step, schema("CREATE TABLE t (c INT, a, FOREIGN KEY (c) REFERENCES p, "
                                         "CHECK (c > 0))")));
}

BOOST_AUTO_TEST_CASE(another_column_of_that_name_does_not_satisfy) {
    const AddColumn step{"t", column("c INT CHECK (c > 0)")};
    for (const char* other : {"c INT", "c TEXT CHECK (c > 0)", "c INT CHECK (c > 1)",
                              "c INT NOT NULL CHECK (c > 0)", "c INT UNIQUE CHECK (c > 0)"})
        BOOST_TEST_CONTEXT(other)
    BOOST_TEST(!satisfied_by(step, schema("CREATE TABLE t (a, " + std::string(other) + ")")));
}

BOOST_AUTO_TEST_CASE(a_check_on_other_columns_makes_a_column_breaking) {
    const Schema before = schema("CREATE TABLE t (a, b)");
    const auto class_with = [&](std::string_view sql) {
        return class_of(AddColumn{"t", column(sql)}, before);
    };
    BOOST_TEST((class_with("c INT NOT NULL DEFAULT 5") == StepClass::additive));
    BOOST_TEST((class_with("c INT CHECK (c > 0)") == StepClass::additive));
    BOOST_TEST((class_with("c INT CHECK (c > b)") == StepClass::breaking));
}

BOOST_AUTO_TEST_CASE(a_unique_index_is_breaking_and_a_plain_one_additive) {
    const Schema before = schema("CREATE TABLE t (a)");
    BOOST_TEST(
        (class_of(CreateIndex{index("CREATE INDEX i ON t (a)")}, before) == StepClass::additive));
    BOOST_TEST((class_of(CreateIndex{index("CREATE UNIQUE INDEX i ON t (a)")}, before) ==
                StepClass::breaking));
}

BOOST_AUTO_TEST_CASE(dropping_a_table_takes_its_indexes_along_and_brings_them_back) {
    const Schema before = schema(
        "CREATE TABLE t (a); CREATE TABLE u (a); CREATE INDEX i ON T (a);"
        "CREATE INDEX j ON u (a)");
    const Schema after = *applied(DropTable{"t"}, before);
    BOOST_TEST(after.indexes.size() == 1);
    BOOST_TEST(inverse(DropTable{"t"}, before).size() == 2);
}

BOOST_AUTO_TEST_SUITE_END()
