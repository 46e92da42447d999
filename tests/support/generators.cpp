#include "support/generators.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "support/alterations.hpp"
#include "support/draw.hpp"
#include "support/parts.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

using rc::Gen;
namespace gen = rc::gen;

/// All keys of a table share one conflict clause: SQLite refuses contradicting ones for a column.
Column column_with(Identifier name, const std::vector<Identifier>& others,
                   const std::vector<Identifier>& parents, OnConflict keys) {
    Column result{std::move(name), Text(any_type()), {}};
    const auto add = [&](auto rule) {
        result.constraints.push_back({maybe_constraint_name(), std::move(rule)});
    };
    if (one_in(3)) add(NotNull{any_on_conflict()});
    if (one_in(2)) add(any_default());
    if (one_in(4)) add(any_check(one_in(2) ? result.name : one_of(others)));
    if (one_in(5)) add(Collate{any_collation()});
    if (one_in(6)) add(Unique{keys});
    if (one_in(6)) add(References{any_target(parents, 1)});
    return result;
}

void add_primary_key(Table& table, OnConflict keys) {
    if (one_in(2)) {
        table.constraints.push_back(
            {maybe_constraint_name(), PrimaryKeyOf{parts_of(names_of(table)), keys, false}});
        return;
    }
    Column& first = table.columns.front();
    const bool integer = one_in(2);
    if (integer) first.type = Text("INTEGER");
    const SortOrder order = any_order();
    const bool counts = integer && order != SortOrder::descending && one_in(2);
    first.constraints.push_back({maybe_constraint_name(), PrimaryKey{order, keys, counts}});
}

Index index_on(const Table& table, Identifier name) {
    return {std::move(name), table.name, one_in(3), parts_of(names_of(table))};
}

std::vector<Identifier> objects_of(const Schema& schema) {
    std::vector<Identifier> names;
    for (const Table& table : schema.tables) names.push_back(table.name);
    for (const Index& index : schema.indexes) names.push_back(index.name);
    return names;
}

std::vector<Identifier> parents_in(const Schema& schema) {
    std::vector<Identifier> parents{Identifier("nowhere")};
    for (const Table& table : schema.tables) parents.push_back(table.name);
    return parents;
}

/// A step of a random kind that creates, drops or adds; whether it applies is for applied() to say.
Step some_plain_step(const Schema& before) {
    const Identifier object = fresh_name(objects_of(before));
    const int kind = before.tables.empty() ? 0 : between(0, 12);
    if (kind == 0) return CreateTable{*any_table(object, parents_in(before))};
    const Table& table = one_of(before.tables);
    const auto names = names_of(table);
    switch (kind) {
        case 1: return CreateIndex{index_on(table, object)};
        case 2:
            if (!before.indexes.empty()) return DropIndex{one_of(before.indexes).name};
            [[fallthrough]];
        case 3: return DropTable{table.name, !one_in(4)};
        case 4:
        case 5:
        case 6:
        case 7: return DropColumn{table.name, one_of(names), !one_in(4)};
        default:
            return AddColumn{table.name, column_with(fresh_name(names), names, parents_in(before),
                                                     any_on_conflict())};
    }
}

void apply(const Step& step, Schema& schema) {
    auto next = applied(step, schema);
    RC_ASSERT(next.has_value());
    schema = std::move(*next);
}

}  // namespace

Gen<Identifier> any_name() {
    return gen::map(gen::elementOf(hazard_names()),
                    [](const std::string& name) { return Identifier(Text(name)); });
}

Gen<Column> any_column(Identifier name, std::vector<Identifier> others) {
    return gen::exec([name, others] {
        auto readable = others;
        readable.push_back(name);
        return column_with(name, readable, {Identifier("nowhere")}, any_on_conflict());
    });
}

Gen<Table> any_table(Identifier name, std::vector<Identifier> parents) {
    parents.push_back(name);
    return gen::exec([name, parents] {
        const OnConflict keys = any_on_conflict();
        std::vector<Identifier> names;
        for (int left = between(1, 6); left > 0; --left) names.push_back(fresh_name(names));
        Table table{name, {}, {}};
        for (const Identifier& each : names)
            table.columns.push_back(column_with(each, names, parents, keys));
        if (one_in(2)) add_primary_key(table, keys);
        const auto add = [&](auto rule) {
            table.constraints.push_back({maybe_constraint_name(), std::move(rule)});
        };
        if (one_in(4)) add(UniqueOf{parts_of(names), keys});
        if (one_in(4)) add(any_check(one_of(names)));
        if (one_in(5)) {
            const auto chosen = some_of(names);
            add(ForeignKey{chosen, any_target(parents, chosen.size())});
        }
        return table;
    });
}

Gen<Table> any_table() {
    return gen::exec([] { return *any_table(*any_name(), {Identifier("nowhere")}); });
}

Gen<Schema> any_schema() {
    return gen::exec([] {
        Schema schema;
        for (int left = one_in(8) ? 0 : between(1, 4); left > 0; --left)
            apply(CreateTable{*any_table(fresh_name(objects_of(schema)), parents_in(schema))},
                  schema);
        if (schema.tables.empty()) return schema;
        for (int left = between(0, 3); left > 0; --left)
            apply(CreateIndex{index_on(one_of(schema.tables), fresh_name(objects_of(schema)))},
                  schema);
        return schema;
    });
}

namespace {

/// One that applies.
template <class Some>
Step right_step(const Schema& before, Some some) {
    for (int attempts = 0; attempts < 20; ++attempts) {
        const Step step = some(before);
        if (applied(step, before)) return step;
    }
    return CreateTable{*any_table(fresh_name(objects_of(before)), parents_in(before))};
}

}  // namespace

Gen<Step> any_plain_step(Schema before) {
    return gen::exec([before] { return right_step(before, some_plain_step); });
}

Gen<Step> any_step(Schema before) {
    return gen::exec([before] {
        const bool alters = !before.tables.empty() && one_in(3);
        return alters ? right_step(before, some_alteration) : right_step(before, some_plain_step);
    });
}

Gen<std::vector<Step>> any_steps(Schema before) {
    return gen::exec([before] {
        Schema schema = before;
        std::vector<Step> steps;
        for (int left = between(0, 6); left > 0; --left) {
            steps.push_back(*any_step(schema));
            apply(steps.back(), schema);
        }
        return steps;
    });
}

namespace {

Identifier other_case(const Identifier& name) {
    Text result;
    for (char byte : name.view())
        result +=
            byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : fold_case(byte);
    return Identifier(std::move(result));
}

void respell(ColumnConstraint& constraint) {
    constraint.name = maybe_constraint_name();
    if (auto* rule = std::get_if<Default>(&constraint.rule)) {
        const auto kind = rule->value.tokens.front().kind;
        const bool literal =
            rule->value.tokens.size() == 1 &&
            (kind == ExpressionTokenKind::number || kind == ExpressionTokenKind::string);
        if (literal) rule->parenthesised = one_in(2);
    }
}

void respell(Table& table) {
    table.name = other_case(table.name);
    std::ranges::reverse(table.columns);
    std::ranges::reverse(table.constraints);
    for (Column& column : table.columns) {
        column.name = other_case(column.name);
        if (!column.has<Default>() && one_in(3))
            column.constraints.push_back(
                {{}, Default{{{{ExpressionTokenKind::word, "null"}}}, false}});
        for (ColumnConstraint& constraint : column.constraints) respell(constraint);
    }
    // A CHECK or UNIQUE of a column goes to the table.
    for (Column& column : table.columns)
        for (std::size_t i = column.constraints.size(); i > 0; --i) {
            auto& rule = column.constraints[i - 1].rule;
            if (const auto* check = std::get_if<Check>(&rule))
                table.constraints.push_back({{}, *check});
            else if (const auto* unique = std::get_if<Unique>(&rule))
                table.constraints.push_back(
                    {{}, UniqueOf{{{column.name, {}, {}}}, unique->on_conflict}});
            else
                continue;
            column.constraints.erase(column.constraints.begin() +
                                     static_cast<std::ptrdiff_t>(i - 1));
        }
}

}  // namespace

Gen<Schema> respelled(Schema schema) {
    return gen::exec([schema] {
        Schema result = schema;
        std::ranges::reverse(result.tables);
        std::ranges::reverse(result.indexes);
        for (Table& table : result.tables) respell(table);
        return result;
    });
}

}  // namespace evolve
