#include "support/alterations.hpp"

#include <algorithm>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/step/alter_column.hpp"
#include "support/draw.hpp"
#include "support/generators.hpp"
#include "support/parts.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

template <class Rule>
bool take_out(Column& column) {
    return std::erase_if(column.constraints, [](const ColumnConstraint& each) {
               return std::holds_alternative<Rule>(each.rule);
           }) != 0;
}

template <class Rule>
void toggle(Column& column, Rule rule) {
    if (!take_out<Rule>(column)) column.constraints.push_back({{}, std::move(rule)});
}

/// An expression over a column that gives every row a value, and is not its own inverse.
Expression any_value_from(const Identifier& column) {
    const std::string name = ddl::quoted(column);
    return expression(one_of<std::string>(
        {"coalesce(" + name + ", '')", "hex(" + name + ")", "typeof(" + name + ")",
         "CASE WHEN " + name + " IS NULL THEN 0 ELSE length(" + name + ") END"}));
}

void change_definition(Column& column) {
    switch (below(6)) {
        case 0: toggle(column, NotNull{any_on_conflict()}); break;
        case 1: toggle(column, any_default()); break;
        case 2: toggle(column, Collate{any_collation()}); break;
        case 3: toggle(column, any_check(column.name)); break;
        default: column.type = Text(any_type());
    }
}

Step some_column_alteration(const Table& table) {
    const auto position = static_cast<std::size_t>(below(static_cast<int>(table.columns.size())));
    AlterColumn step{table.name, detail::whole_definition(table, position)};
    for (int left = between(1, 3); left > 0; --left) change_definition(step.column);
    if (step.column.has<NotNull>() && one_in(2)) step.fill = expression("'-'");
    if (one_in(6)) step.using_ = any_value_from(step.column.name);
    step.keep = !one_in(5);
    return step;
}

void change_rules(Table& table) {
    const auto names = names_of(table);
    const auto add = [&](auto rule) {
        table.constraints.push_back({maybe_constraint_name(), std::move(rule)});
    };
    switch (below(7)) {
        case 0: table.strict = !table.strict; break;
        case 1: table.without_rowid = !table.without_rowid; break;
        case 2: std::ranges::rotate(table.columns, table.columns.begin() + 1); break;
        case 3: add(UniqueOf{parts_of(names), OnConflict::unspecified}); break;
        case 4: add(any_check(one_of(names))); break;
        default:
            if (!table.constraints.empty()) table.constraints.erase(table.constraints.begin());
    }
}

/// Types that a STRICT table takes, some of the time.
void fit_types(Table& table) {
    if (!table.strict || one_in(4)) return;
    for (Column& column : table.columns)
        column.type = Text(one_of<std::string>({"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"}));
}

Step some_table_alteration(const Table& before) {
    AlterTable step{before};
    for (int left = between(1, 3); left > 0; --left) change_rules(step.table);
    fit_types(step.table);
    step.keep = !one_in(5);
    return step;
}

Place any_place(const Table& table) {
    if (one_in(3)) return {Place::At::first};
    if (one_in(2)) return {Place::At::after, one_of(names_of(table))};
    return {};
}

Step some_addition(const Table& table) {
    const auto names = names_of(table);
    AddColumn step{table.name, *any_column(fresh_name(names), names)};
    take_out<Unique>(step.column);
    if (one_in(2)) take_out<References>(step.column);
    if (one_in(2)) step.fill = any_value_from(one_of(names));
    step.place = any_place(table);
    return step;
}

}  // namespace

Step some_alteration(const Schema& before) {
    const Table& table = one_of(before.tables);
    const auto names = names_of(table);
    switch (below(9)) {
        case 0: {
            std::vector<Identifier> taken = names_of(table);
            for (const Table& each : before.tables) taken.push_back(each.name);
            for (const Index& index : before.indexes) taken.push_back(index.name);
            return RenameTable{table.name, fresh_name(taken)};
        }
        case 1: return RenameColumn{table.name, one_of(names), fresh_name(names)};
        case 2:
        case 3: return some_addition(table);
        case 4:
        case 5: return some_table_alteration(table);
        default: return some_column_alteration(table);
    }
}

}  // namespace evolve
