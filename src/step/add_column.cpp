#include "evolve/step/add_column.hpp"

#include <algorithm>
#include <optional>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

/// Whether the CHECKs of a new column read another column of its table.
bool checks_others(const Column& column, const Table& table) {
    for (const ColumnConstraint& constraint : column.constraints)
        if (const auto* check = std::get_if<Check>(&constraint.rule))
            for (const Column& other : table.columns)
                if (mentions(check->condition, other.name)) return true;
    return false;
}

/// Takes the CHECK out of the table's own, wherever it stood; whether it was there.
bool take_check(Table& table, const Check& check) {
    const std::string wanted = canonical(TableConstraint{{}, check}, table);
    const auto found = std::ranges::find_if(table.constraints, [&](const TableConstraint& each) {
        return canonical(each, table) == wanted;
    });
    if (found == table.constraints.end()) return false;
    table.constraints.erase(found);
    return true;
}

/// The normalised table with its column of that name replaced by this one, if all the CHECKs of
/// this one are among its rules.
std::optional<Table> with_column_replaced(Table table, const Column& column) {
    for (const ColumnConstraint& constraint : column.constraints)
        if (const auto* check = std::get_if<Check>(&constraint.rule);
            check != nullptr && !take_check(table, *check))
            return std::nullopt;
    std::erase_if(table.columns, [&](const Column& each) { return each.name == column.name; });
    table.columns.push_back(column);
    return table;
}

}  // namespace

std::vector<Step> inverse(const AddColumn& step, const Schema&) {
    return {DropColumn{step.table, step.column.name}};
}

Footprint footprint(const AddColumn& step, const Schema&) {
    return {step.table, {step.column.name}, Touch::added, false};
}

/// A CHECK on other columns can refuse rows that are there and rows that old code writes.
StepClass class_of(const AddColumn& step, const Schema& before) {
    const auto position = before.table(step.table);
    EVOLVE_INVARIANT(position.has_value());
    return checks_others(step.column, before.tables[*position]) ? StepClass::breaking
                                                                : StepClass::additive;
}

/// SQLite tests a CHECK on every row.
Work work_of(const AddColumn& step, const Schema&) {
    return step.column.has<Check>() ? Work::scan : Work::metadata;
}

bool satisfied_by(const AddColumn& step, const Schema& schema) {
    const auto at_table = schema.table(step.table);
    if (!at_table) return false;
    const Table& table = schema.tables[*at_table];
    if (!table.has_column(step.column.name)) return false;
    const auto wished = with_column_replaced(normalised(table), step.column);
    return wished && canonical(*wished) == canonical(table);
}

std::vector<std::string> statements(const AddColumn& step, const Schema& before) {
    const auto position = before.table(step.table);
    EVOLVE_INVARIANT(position.has_value());
    Table table = before.tables[*position];
    table.columns.push_back(step.column);
    return {"ALTER TABLE " + ddl::in_main(step.table) + " ADD COLUMN " +
            ddl::write(step.column, table)};
}

Wording wording(const AddColumn& step, const Schema&) {
    const std::string name = "column '" + std::string(step.column.name.view()) + "'";
    const std::string type =
        step.column.type.empty() ? "" : " (" + std::string(step.column.type.view()) + ")";
    return {"add " + name + type + " to " + std::string(step.table.view()), "Added " + name + type,
            "Column '" + std::string(step.column.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
