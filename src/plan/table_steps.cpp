#include "plan/table_steps.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/model/canonical.hpp"
#include "evolve/step/default_rule.hpp"

namespace evolve {
namespace {

bool is_unique(const ColumnConstraint& constraint) {
    return std::holds_alternative<PrimaryKey>(constraint.rule) ||
           std::holds_alternative<Unique>(constraint.rule);
}

bool is_reference(const ColumnConstraint& constraint) {
    return std::holds_alternative<References>(constraint.rule);
}

/// The wished definition of the column with the rules of the table that stand at it now.
Column with_rules_of(const Table& table, const Column& now, Column wished) {
    const auto is_of_table = [&](const ColumnConstraint& each) {
        return detail::is_of_table(each, now.name, table);
    };
    std::erase_if(wished.constraints, is_of_table);
    std::ranges::copy_if(now.constraints, std::back_inserter(wished.constraints), is_of_table);
    return wished;
}

bool same(const Table& a, const Table& b) { return canonical(a) == canonical(b); }

}  // namespace

AddColumn wished_addition(const Table& now, const Column& wished, Expression fill) {
    AddColumn step{now.name, wished, std::move(fill)};
    std::erase_if(step.column.constraints, is_unique);
    if (!step.has_fill() && !detail::defaults_to_null(wished.rule<Default>()))
        std::erase_if(step.column.constraints, is_reference);
    return step;
}

std::optional<AlterColumn> wished_alteration(const Table& now, const Table& wished,
                                             const Identifier& column) {
    const std::size_t then = *wished.position_of(column);
    const Column& old = now.columns[*now.position_of(column)];
    AlterColumn step{now.name, with_rules_of(now, old, detail::whole_definition(wished, then))};
    const Table made = detail::with_definition(now, step.column);
    if (same(made, now)) return std::nullopt;
    return step;
}

std::optional<AlterTable> wished_rules(const Table& now, const Table& wished) {
    Table table = wished;
    table.name = now.name;
    table.columns.clear();
    for (const Column& column : now.columns) {
        const auto position = wished.position_of(column.name);
        if (position) {
            table.columns.push_back(wished.columns[*position]);
            continue;
        }
        table.columns.push_back(column);
        std::erase_if(table.columns.back().constraints, is_unique);
    }
    if (same(table, now)) return std::nullopt;
    return AlterTable{std::move(table)};
}

}  // namespace evolve
