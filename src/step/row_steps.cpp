#include "evolve/step/row_steps.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/model/naming.hpp"
#include "evolve/step/firing.hpp"

namespace evolve {
namespace {

/// Whether the table has a rule that a row could contradict.
bool is_ruled(const Table& table) {
    if (table.strict || table.without_rowid || !primary_key(table).empty()) return true;
    if (!table.constraints.empty()) return true;
    return std::ranges::any_of(table.columns, [](const Column& column) {
        return column.is_generated() || column.has<NotNull>() || column.has<Check>() ||
               column.has<Unique>() || column.has<References>();
    });
}

bool has_unique_index(const Schema& schema, const Identifier& table) {
    return std::ranges::any_of(
        schema.indexes, [&](const Index& index) { return index.table == table && index.unique; });
}

bool is_parent(const Schema& schema, const Identifier& table) {
    return std::ranges::any_of(schema.tables, [&](const Table& child) {
        const auto keys = foreign_keys(child);
        return std::ranges::find(keys, table, [](const ForeignKey& key) {
                   return key.target.parent;
               }) != keys.end();
    });
}

}  // namespace

bool changes_rows(const Step& step) {
    return std::holds_alternative<InsertRows>(step.kind()) ||
           std::holds_alternative<UpdateRows>(step.kind()) ||
           std::holds_alternative<DeleteRows>(step.kind());
}

bool changes_rows(const std::vector<Step>& steps) {
    return std::ranges::any_of(steps, [](const Step& step) { return changes_rows(step); });
}

bool only_history_tells(const Step& step) {
    return changes_rows(step) || std::holds_alternative<Sql>(step.kind());
}

bool only_history_tells(const std::vector<Step>& steps) {
    return std::ranges::any_of(steps, [](const Step& step) { return only_history_tells(step); });
}

bool fires(const Step& step, const Schema& before) {
    return std::visit(
        overloaded{
            [&](const InsertRows& rows) {
                return rows.fire && has_trigger(before, rows.table, TriggerEvent::insertion);
            },
            [&](const UpdateRows& rows) {
                return rows.fire && has_trigger(before, rows.table, TriggerEvent::update);
            },
            [&](const DeleteRows& rows) {
                return rows.fire && has_trigger(before, rows.table, TriggerEvent::deletion);
            },
            [](const auto&) { return false; },
        },
        step.kind());
}

std::vector<Identifier> left_out_of_step(const Step& step, const Schema& before) {
    std::vector<Identifier> left;
    if (!changes_rows(step) || fires(step, before)) return left;
    const Identifier table = footprint(step, before).table;
    for (const Identifier& name : tables_fired_from(before, table)) {
        const auto position = before.virtual_table(name);
        if (position && !refers_to(before.virtual_tables[*position], table)) left.push_back(name);
    }
    return left;
}

RowStepNumber undoes(const Step& step) {
    return std::visit(overloaded{
                          [](const InsertRows& rows) { return rows.undoes; },
                          [](const UpdateRows& rows) { return rows.undoes; },
                          [](const DeleteRows& rows) { return rows.undoes; },
                          [](const auto&) { return RowStepNumber(); },
                      },
                      step.kind());
}

Step numbered(Step step, std::int64_t number) {
    const auto with_number = [&](auto rows) {
        rows.undoes.number = number;
        return Step(std::move(rows));
    };
    return std::visit(overloaded{
                          [&](const InsertRows& rows) { return with_number(rows); },
                          [&](const UpdateRows& rows) { return with_number(rows); },
                          [&](const DeleteRows& rows) { return with_number(rows); },
                          [&](const auto&) { return step; },
                      },
                      step.kind());
}

StepClass class_in_new_table(const Step& step, const Schema& before) {
    const auto* insert = std::get_if<InsertRows>(&step.kind());
    const Identifier name = footprint(step, before).table;
    if (fires(step, before)) return class_of(step, before);  // it may write to other tables
    // The same rows wherever it runs: but for parents they are taken everywhere or nowhere.
    if (insert != nullptr && !insert->has_query() &&
        foreign_keys(before.existing_table(name)).empty())
        return StepClass::additive;
    const bool judged = is_ruled(before.existing_table(name)) || has_unique_index(before, name) ||
                        is_parent(before, name);
    return judged ? StepClass::breaking : StepClass::additive;
}

}  // namespace evolve
