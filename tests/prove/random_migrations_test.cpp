#include <rapidcheck/boost_test.h>
#include <boost/test/unit_test.hpp>

#include <algorithm>

#include <sstream>
#include "evolve/base/one_of.hpp"
#include "evolve/prove/prover.hpp"
#include "prove/trials.hpp"
#include "support/generators.hpp"

// evolve's own steps are correct, so whatever the prover finds in them is a mistake: of a step, of
// `run`, of a law or of a generator.

namespace evolve {
namespace {

/// Names that a file of any encoding can hold: JSON allows no others in a graph either.
bool is_utf8(const Schema& schema) {
    std::ostringstream text;
    text << schema;
    return text.str().find(static_cast<char>(0xff)) == std::string::npos;
}

/// The generators' foreign keys mostly fit no key of the parent, which integrity rightly minds.
void drop_references(Column& column) {
    std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
        return std::holds_alternative<References>(constraint.rule);
    });
}

/// A CHECK may name a column that another step adds; half of such a migration is no part of the
/// way.
void drop_rules(Column& column) {
    drop_references(column);
    std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
        return std::holds_alternative<Check>(constraint.rule);
    });
}

void drop_references(Table& table) {
    for (Column& column : table.columns) drop_references(column);
    std::erase_if(table.constraints, [](const TableConstraint& constraint) {
        return std::holds_alternative<ForeignKey>(constraint.rule);
    });
}

Step without_references(const Step& step) {
    Step::Kind kind = step.kind();
    if (auto* create = std::get_if<CreateTable>(&kind)) drop_references(create->table);
    if (auto* add = std::get_if<AddColumn>(&kind)) drop_rules(add->column);
    return std::visit([](auto each) { return Step(std::move(each)); }, std::move(kind));
}

Schema any_schema_without_references() {
    Schema all = *any_schema();
    for (Table& table : all.tables) drop_references(table);
    return all;
}

std::vector<Step> any_steps_without_references(const Schema& before) {
    std::vector<Step> steps;
    for (const Step& step : *any_steps(before)) steps.push_back(without_references(step));
    return steps;
}

/// A table of this name counts as used by every view: the planner looks at words alone.
bool has_table_named_select(const Schema& schema) { return schema.table("select").has_value(); }

/// What it drops was there before, and what it creates was not: part of the way can be told by
/// looking, which a migration that creates and drops the same object does not allow.
bool is_plain(const Step& step, const Schema& before, const Schema& after) {
    return std::visit(
        overloaded{
            [&](const CreateTable& create) { return !before.table(create.table.name); },
            [&](const DropTable& drop) {
                return before.table(drop.table) && !after.table(drop.table);
            },
            [&](const CreateIndex& create) {
                return !before.index(create.index.name) && after.table(create.index.table);
            },
            [&](const DropIndex& drop) {
                return before.index(drop.index) && !after.index(drop.index);
            },
            [&](const AddColumn& add) {
                const auto table = before.table(add.table);
                return table && after.table(add.table) &&
                       !before.tables[*table].has_column(add.column.name);
            },
            [&](const DropColumn& drop) {
                const auto table = before.table(drop.table);
                const auto later = after.table(drop.table);
                return table && before.tables[*table].has_column(drop.column) && later &&
                       !after.tables[*later].has_column(drop.column);
            },
        },
        step.kind());
}

bool is_plain(const Migration& migration, const Schema& before) {
    const auto after = applied(migration, before);
    return after && !before.tables.empty() && !after->tables.empty() && is_utf8(before) &&
           is_utf8(*after) && !has_table_named_select(before) && !has_table_named_select(*after) &&
           std::ranges::all_of(migration.steps,
                               [&](const Step& step) { return is_plain(step, before, *after); });
}

/// Mostly a plain one.
Migration any_plain_migration(const Schema& before) {
    Migration migration{VersionName::parse("0001-before"), *VersionName::parse("0002-after"), {}};
    for (int attempts = 0; attempts < 20; ++attempts) {
        migration.steps = any_steps_without_references(before);
        if (is_plain(migration, before)) break;
    }
    return migration;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_migrations_test)

RC_BOOST_PROP(steps_that_apply_keep_all_laws_that_their_class_claims, ()) {
    const Schema before = any_schema_without_references();
    const Migration migration = any_plain_migration(before);
    RC_PRE(is_plain(migration, before));
    const auto proof = prove(make_subject(migration, before), {.cases = 35, .jobs = 0});
    RC_ASSERT(proof.has_value());
    if (proof->counterexample) {
        RC_LOG() << proof->counterexample->law << ": " << proof->counterexample->what << "\n";
        RC_LOG() << proof->counterexample->address << "\n";
    }
    RC_ASSERT(!proof->counterexample);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace evolve
