#include "evolve/step/alter_column.hpp"

#include <algorithm>
#include <utility>

#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/rebuild.hpp"
#include "evolve/step/step.hpp"
#include "evolve/step/table_behaviour.hpp"

namespace evolve {
namespace {

bool computes(const AlterColumn& step) {
    return !step.using_.tokens.empty() || !step.fill.tokens.empty();
}

}  // namespace

std::vector<Step> inverse(const AlterColumn& step, const Schema& before) {
    const Table& table = before.existing_table(step.table);
    return {AlterColumn{
        .table = step.table,
        .column = detail::whole_definition(table, *table.position_of(step.column.name)),
        .undoes_using = !step.using_.tokens.empty(),
    }};
}

Footprint footprint(const AlterColumn& step, const Schema& before) {
    const Table& table = before.existing_table(step.table);
    const Table after = detail::with_definition(table, step.column);
    Footprint result{step.table, {}, Touch::altered};
    if (computes(step) || step.undoes_using || changes_values(table, after))
        result.columns = {step.column.name};
    return result;
}

StepClass class_of(const AlterColumn& step, const Schema& before) {
    if (!step.keep) return StepClass::lossy;
    const Table& table = before.existing_table(step.table);
    return !computes(step) && behaves_alike(table, detail::with_definition(table, step.column))
               ? StepClass::additive
               : StepClass::breaking;
}

Work work_of(const AlterColumn&, const Schema&) { return Work::rewrite; }

/// Whether the column has the definition, with what it asks of the table and no CHECK more. Other
/// keys than those it names are not its matter.
bool satisfied_by(const AlterColumn& step, const Schema& schema) {
    const auto at_table = schema.table(step.table);
    if (!at_table) return false;
    const Table found = normalised(schema.tables[*at_table]);
    const auto position = found.position_of(step.column.name);
    if (!position) return false;
    Table wished = found;
    wished.constraints.clear();
    wished.columns[*position] = step.column;
    wished = normalised(std::move(wished));
    if (canonical(found.columns[*position], found) != canonical(wished.columns[*position], wished))
        return false;
    const auto is_in = [](const Table& table, const std::string& constraint) {
        return std::ranges::any_of(table.constraints, [&](const TableConstraint& each) {
            return canonical(each, table) == constraint;
        });
    };
    return std::ranges::all_of(wished.constraints,
                               [&](const TableConstraint& each) {
                                   return is_in(found, canonical(each, wished));
                               }) &&
           std::ranges::none_of(found.constraints, [&](const TableConstraint& each) {
               return detail::reads_alone(each, step.column.name, found) &&
                      !is_in(wished, canonical(each, found));
           });
}

std::vector<std::string> statements(const AlterColumn& step, const Schema& before) {
    TableChange change(before.existing_table(step.table));
    EVOLVE_INVARIANT(change.take(step));
    return rebuild_statements(change, *applied(step, before));
}

Wording wording(const AlterColumn& step, const Schema& before) {
    const std::string name = "column '" + std::string(step.column.name.view()) + "'";
    const auto at_table = before.table(step.table);
    const auto position =
        at_table ? before.tables[*at_table].position_of(step.column.name) : std::nullopt;
    const auto shown = [](const Column& column) {
        const std::string text = ddl::write_type_and_rules(column, ddl::Quoting::where_needed);
        return text.empty() ? std::string("no type") : text;
    };
    const std::string from =
        position ? shown(before.tables[*at_table].columns[*position]) + " → " : "";
    const std::string change = name + " (" + from + shown(step.column) + ")";
    return {"change " + change + " of " + std::string(step.table.view()), "Changed " + change,
            "Column '" + std::string(step.column.name.view()) +
                "' has that definition already, skipping"};
}

}  // namespace evolve
