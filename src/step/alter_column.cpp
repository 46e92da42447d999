#include "evolve/step/alter_column.hpp"

#include <algorithm>
#include <iterator>
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

AlterColumn with_rules_of(AlterColumn step, const Table& table) {
    const auto position = table.position_of(step.column.name);
    if (!position) return step;
    const auto is_of_table = [&](const ColumnConstraint& each) {
        return detail::is_of_table(each, step.column.name, table);
    };
    std::erase_if(step.column.constraints, is_of_table);
    std::ranges::copy_if(table.columns[*position].constraints,
                         std::back_inserter(step.column.constraints), is_of_table);
    return step;
}

std::vector<Step> inverse(const AlterColumn& step, const Schema& before) {
    const Table& table = before.existing_table(step.table);
    return {AlterColumn{
        .table = step.table,
        .column = detail::whole_definition(table, *table.position_of(step.column.name)),
        .undoes_using = !step.using_.tokens.empty(),
        .undoes_fill = !step.fill.tokens.empty(),
    }};
}

Footprint footprint(const AlterColumn& step, const Schema& before) {
    const Table& table = before.existing_table(step.table);
    const Table after = detail::with_definition(table, step.column);
    Footprint result{step.table, {}, Touch::altered};
    const bool computed = computes(step) || step.undoes_using;
    for (const Column& column : table.columns)
        if ((computed && column.name == step.column.name) ||
            changes_values(table, after, column.name))
            result.columns.push_back(column.name);
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

/// Whether the column has the definition, with its CHECKs and no one more of the table that reads
/// it alone. Keys, which the step leaves as they are, are not its matter, and neither is a CHECK on
/// it that stands at another column.
bool satisfied_by(const AlterColumn& step, const Schema& schema) {
    const auto at_table = schema.table(step.table);
    if (!at_table) return false;
    const Table& table = schema.tables[*at_table];
    const auto position = table.position_of(step.column.name);
    if (!position) return false;
    const auto of_this_column = [&](Table some) {
        some = normalised(std::move(some));
        std::erase_if(some.columns[*position].constraints, detail::is_key);
        return some;
    };
    const Table found = of_this_column(table);
    Table alone = table;
    alone.constraints.clear();
    alone.columns[*position] = step.column;
    for (std::size_t i = 0; i < alone.columns.size(); ++i)
        if (i != *position) alone.columns[i].constraints.clear();
    const Table wished = of_this_column(std::move(alone));
    if (canonical(found.columns[*position], found) != canonical(wished.columns[*position], wished))
        return false;

    const auto is_in = [](const Table& some, const TableConstraint& constraint, const Table& of) {
        const std::string text = canonical(constraint, of);
        return std::ranges::any_of(some.constraints, [&](const TableConstraint& each) {
            return canonical(each, some) == text;
        });
    };
    return std::ranges::all_of(wished.constraints,
                               [&](const TableConstraint& each) {
                                   return std::holds_alternative<Check>(each.rule)
                                              ? is_in(found, each, wished)
                                              : true;
                               }) &&
           std::ranges::none_of(detail::whole_definition(table, *position).constraints,
                                [&](const ColumnConstraint& each) {
                                    const auto* check = std::get_if<Check>(&each.rule);
                                    return check != nullptr &&
                                           detail::reads_alone(each.rule, step.column.name,
                                                               table) &&
                                           !is_in(wished, {{}, *check}, found);
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
