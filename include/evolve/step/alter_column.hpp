#pragma once

#include <algorithm>
#include <string_view>
#include <utility>

#include "evolve/step/step_kind.hpp"
#include "evolve/step/table_rules.hpp"

namespace evolve {

/// Gives a column another definition: type, nullability, default, collation, checks, the expression
/// of a generated column. A CHECK that reads the column alone is part of it, wherever it stands.
/// Keys stay as they are: they are the table's.
struct AlterColumn {
    static constexpr std::string_view tag = "alter_column";
    Identifier table;
    Column column;        ///< as it is to be; its name says which column it is
    Expression using_{};  ///< what each row's value becomes; empty: what the new type makes of it
    Expression fill{};    ///< what NULL becomes; empty: it stays NULL
    bool keep = true;     ///< whether values that change go into the complement
    /// The way back of a step with `using_`: the values of all rows go into the complement, since
    /// none of them tells what it was made of.
    bool undoes_using = false;
    bool undoes_fill = false;  ///< the way back of a step with `fill`

    friend constexpr bool operator==(const AlterColumn&, const AlterColumn&) = default;
};

namespace detail {

/// Whether the rule is a CHECK that reads this column of the table and no other one, and may stand
/// at the column: none does with a conflict clause there.
template <class Rule>
constexpr bool reads_alone(const Rule& rule, const Identifier& column, const Table& table) {
    const auto* check = std::get_if<Check>(&rule);
    if (check == nullptr || !mentions(check->condition, column)) return false;
    if (check->on_conflict != OnConflict::unspecified) return false;
    for (const Column& other : table.columns)
        if (other.name != column && mentions(check->condition, other.name)) return false;
    return true;
}

/// The column's definition with all CHECKs of the table that read it alone.
constexpr Column whole_definition(const Table& table, std::size_t position) {
    Column column = table.columns[position];
    for (const TableConstraint& each : table.constraints)
        if (reads_alone(each.rule, column.name, table))
            column.constraints.push_back({each.name, std::get<Check>(each.rule)});
    return column;
}

/// The table with that definition for its column.
constexpr Table with_definition(Table table, const Column& column) {
    const Table old = table;
    std::erase_if(table.constraints, [&](const TableConstraint& each) {
        return reads_alone(each.rule, column.name, old);
    });
    if (const auto position = table.position_of(column.name)) table.columns[*position] = column;
    return table;
}

constexpr bool is_key(const ColumnConstraint& constraint) {
    return std::holds_alternative<PrimaryKey>(constraint.rule) ||
           std::holds_alternative<Unique>(constraint.rule) ||
           std::holds_alternative<References>(constraint.rule);
}

/// Whether a rule that stands at the column is the table's: keys, and CHECKs that read others.
constexpr bool is_of_table(const ColumnConstraint& constraint, const Identifier& column,
                           const Table& table) {
    return is_key(constraint) || (std::holds_alternative<Check>(constraint.rule) &&
                                  !reads_alone(constraint.rule, column, table));
}

/// Whether both definitions have the same rules that are the table's.
constexpr bool leave_table_alone(Column a, Column b, const Table& table) {
    const auto is_own = [&](const ColumnConstraint& each) {
        return !is_of_table(each, a.name, table);
    };
    std::erase_if(a.constraints, is_own);
    std::erase_if(b.constraints, is_own);
    return std::ranges::equal(a.constraints, b.constraints, {}, &ColumnConstraint::rule,
                              &ColumnConstraint::rule);
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const AlterColumn& step, Schema schema) {
    const auto at_table = schema.table(step.table);
    if (!at_table) return unexpected(Refusal{Why::no_such_table, step.table});
    Table& table = schema.tables[*at_table];
    const auto position = table.position_of(step.column.name);
    if (!position) return unexpected(Refusal{Why::no_such_column, table.name, step.column.name});
    // Where a database stands is told by its schema: one step changes that, update_rows values
    // alone.
    if (detail::whole_definition(table, *position) == step.column)
        return unexpected(Refusal{step.using_.tokens.empty() && step.fill.tokens.empty()
                                      ? Why::nothing_changes
                                      : Why::only_values_change,
                                  table.name, step.column.name});
    if (!detail::leave_table_alone(table.columns[*position], step.column, table))
        return unexpected(Refusal{Why::keys_differ, table.name, step.column.name});
    if (step.column.is_generated() && (!step.using_.tokens.empty() || !step.fill.tokens.empty()))
        return unexpected(Refusal{Why::generated_with_value, table.name, step.column.name});
    table = detail::with_definition(std::move(table), step.column);
    if (auto refusal = detail::refused_table(table)) return unexpected(std::move(*refusal));
    return schema;
}

/// The step for a table that spells the rules that are its own otherwise: SQLite rewrites
/// "strings" in double quotes when something is renamed.
AlterColumn with_rules_of(AlterColumn step, const Table& table);

std::vector<Step> inverse(const AlterColumn& step, const Schema& before);
Footprint footprint(const AlterColumn& step, const Schema& before);
StepClass class_of(const AlterColumn& step, const Schema& before);
Work work_of(const AlterColumn& step, const Schema& before);
bool satisfied_by(const AlterColumn& step, const Schema& schema);
std::vector<std::string> statements(const AlterColumn& step, const Schema& before);
Wording wording(const AlterColumn& step, const Schema& before);

}  // namespace evolve
