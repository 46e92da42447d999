#include <algorithm>
#include <utility>

#include "evolve/base/one_of.hpp"
#include "evolve/step/firing.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/row_steps.hpp"
#include "plan/catalogue.hpp"
#include "plan/emitter.hpp"
#include "plan/row_changes.hpp"
#include "plan/row_rules.hpp"

// Steps that change rows.

namespace evolve {
namespace {

/// After a purge, or on a way that was not the one taken up.
void say_that_nothing_returns(PlannedStep& planned) {
    const std::string table(planned.table.view());
    planned.wording.plan = "leave the rows of " + table + " as they are: nothing is kept of them";
    planned.wording.done = "Left the rows of " + table + " as they are: nothing is kept of them";
}

/// Whether a step before that place creates the table, and no SQL lies in between.
bool is_created_before(const std::vector<Step>& steps, std::size_t place, Identifier table) {
    while (place-- > 0) {
        const Step::Kind& step = steps[place].kind();
        if (std::holds_alternative<Sql>(step)) return false;
        const auto* create = std::get_if<CreateTable>(&step);
        if (create != nullptr && create->table.name == table) return true;
        const auto* rename = std::get_if<RenameTable>(&step);
        if (rename != nullptr && rename->to == table) table = rename->table;
    }
    return false;
}

}  // namespace

/// A step without a complement on either way runs as it is written; its way back does nothing.
std::optional<Refusal> Emitter::emit_rows(std::size_t place) {
    PlannedStep& planned = planned_.steps[place];
    const Step& step = leg_.steps[place];
    const Schema& schema = leg_.before[place];
    const Table& table = schema.existing_table(planned.table);
    if (fires(step, schema)) {
        if (undoes(step)) {
            say_that_nothing_returns(planned);
            return std::nullopt;
        }
        planned.statements = statements(step, schema);
        planned.wording.plan += ", and its triggers fire";
        planned.fires = true;
        planned.fired = tables_fired_from(schema, table.name);
        return std::nullopt;
    }
    if (!row_key(table)) {
        if (!undoes(step)) planned.statements = statements(step, schema);
        return std::nullopt;
    }
    if (2 * table.columns.size() >= detail::most_columns)
        return Refusal{Why::too_many_columns, Identifier(kept_table_name(next_number_))};
    if (returns_as_a_whole(place)) return std::nullopt;
    const std::int64_t number = row_step_number(place);
    const KeptTable* opposite = returning_.kept_of_rows(table.name, number);
    if (opposite != nullptr) used_of_rows_.insert(opposite->number);
    if (undoes(step) && opposite == nullptr) say_that_nothing_returns(planned);
    if (way_.direction == Direction::up && opposite == nullptr)
        planned.preconditions = preconditions_of_rows(step, schema);
    const RowStepPlace at{schema, next_number_++, number, opposite, way_};
    planned.row_change =
        std::visit(overloaded{
                       [&](const InsertRows& rows) { return std::optional(change_of(rows, at)); },
                       [&](const UpdateRows& rows) { return std::optional(change_of(rows, at)); },
                       [&](const DeleteRows& rows) { return std::optional(change_of(rows, at)); },
                       [](const auto&) { return std::optional<RowChange>(); },
                   },
                   step.kind());
    const auto* deletion = std::get_if<DeleteRows>(&step.kind());
    if (deletion != nullptr && !deletion->undoes && opposite != nullptr)
        planned.row_change->judgements =
            judgements_of_deletion(*deletion, schema, at.number, leg_.before.front());
    return std::nullopt;
}

/// Which of the migration's steps that change rows it is, or undoes.
std::int64_t Emitter::row_step_number(std::size_t place) const {
    if (const auto undone = undoes(leg_.steps[place])) return undone.number;
    const auto here = leg_.steps.begin() + static_cast<std::ptrdiff_t>(place);
    return std::count_if(leg_.steps.begin(), here + 1,
                         [](const Step& step) { return changes_rows(step); });
}

/// Whether the leg creates the table of the step, and in the end fills it with all the rows that
/// the way down had dropped with it: they are what the step made of them. Not where SQL lies in
/// between: the way down then undid the step first.
bool Emitter::returns_as_a_whole(std::size_t place) const {
    if (way_.direction == Direction::down) return false;
    if (!is_created_before(leg_.steps, place, planned_.steps[place].table)) return false;
    Identifier name = planned_.steps[place].table;
    for (std::size_t i = place; i < leg_.steps.size(); ++i)
        if (const auto* rename = std::get_if<RenameTable>(&leg_.steps[i].kind());
            rename != nullptr && rename->table == name)
            name = rename->to;
    return !returning_.kept_of(name, true).empty();
}

/// The way down dropped tables with what steps had made of their rows.
void Emitter::drop_unused_complements() {
    if (planned_.steps.empty()) return;
    for (std::int64_t number : returning_.unused_of_rows(used_of_rows_))
        for (std::string& sql : complement::drop_complement(number))
            planned_.steps.back().statements.push_back(std::move(sql));
}

}  // namespace evolve
