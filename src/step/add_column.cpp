#include "evolve/step/add_column.hpp"

#include <algorithm>
#include <optional>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/canonical.hpp"
#include "evolve/step/rebuild.hpp"
#include "evolve/step/row_expression.hpp"
#include "evolve/step/step.hpp"
#include "step/hindered_parents.hpp"

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

bool has_null_default(const Column& column) {
    return detail::defaults_to_null(column.rule<Default>());
}

/// Whether a rule can refuse a value of the new column.
bool is_ruled(const Column& column, const Table& table) {
    return table.strict || column.has<NotNull>() || column.has<Check>() || column.has<Unique>() ||
           column.has<References>();
}

}  // namespace

bool can_add_in_place(const AddColumn& step, const Table& table) {
    const Column& column = step.column;
    const auto position = position_at(step.place, table);
    if (!position || *position != table.columns.size()) return false;
    if (const Generated* rule = column.rule<Generated>())
        return rule->storage != GeneratedStorage::stored && !column.has<NotNull>();
    const Default* rule = column.rule<Default>();
    if (rule != nullptr && (detail::refused_default(*rule) ||
                            !detail::old_rows_read_the_same(*rule, affinity_in(table, column))))
        return false;
    if (column.has<NotNull>() && has_null_default(column)) return false;
    if (column.has<References>() && !has_null_default(column)) return false;
    return !step.has_fill() || !(column.has<Check>() || column.has<References>());
}

std::vector<Step> inverse(const AddColumn& step, const Schema&) {
    return {DropColumn{.table = step.table, .column = step.column.name, .undoes = true}};
}

Footprint footprint(const AddColumn& step, const Schema&) {
    return {step.table, {step.column.name}, Touch::added, false};
}

/// A CHECK on other columns can refuse rows that are there and rows that old code writes; so can
/// the expression of a generated column, and any rule what `fill` computes, or a default that must
/// have a parent. NOT NULL without a default refuses what old code inserts.
StepClass class_of(const AddColumn& step, const Schema& before) {
    const Column& column = step.column;
    if (checks_others(column, before.existing_table(step.table))) return StepClass::breaking;
    if (const Generated* rule = column.rule<Generated>()) {
        const bool judged = column.has<NotNull>() || column.has<Check>() ||
                            detail::RowExpression(rule->value).may_fail();
        return judged || rule->storage == GeneratedStorage::stored ? StepClass::breaking
                                                                   : StepClass::additive;
    }
    if (step.has_fill() ? is_ruled(column, before.existing_table(step.table))
                        : column.has<References>() && !has_null_default(column))
        return StepClass::breaking;
    if (const auto* key = column.rule<References>();
        key != nullptr && hinders_parent(before.existing_table(step.table), key->target, before))
        return StepClass::breaking;
    return column.has<NotNull>() && has_null_default(column) ? StepClass::breaking
                                                             : StepClass::additive;
}

/// SQLite tests a CHECK on every row, and evolve whether a generated column can be computed.
Work work_of(const AddColumn& step, const Schema& before) {
    if (step.has_fill() || !can_add_in_place(step, before.existing_table(step.table)))
        return Work::rewrite;
    const auto* generated = step.column.rule<Generated>();
    const bool computed =
        generated != nullptr && detail::RowExpression(generated->value).may_fail();
    return step.column.has<Check>() || computed ? Work::scan : Work::metadata;
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
    const Table& table = before.existing_table(step.table);
    if (!can_add_in_place(step, table)) {
        TableChange change(table);
        EVOLVE_INVARIANT(change.take(step));
        return rebuild_statements(change, *applied(step, before));
    }
    const std::string target = ddl::in_main(table.name);
    Table after = table;
    after.columns.push_back(step.column);
    std::vector<std::string> result{"ALTER TABLE " + target + " ADD COLUMN " +
                                    ddl::write(step.column, after)};
    TableChange change(table);
    EVOLVE_INVARIANT(change.take(step));
    if (step.has_fill())
        result.push_back("UPDATE OR ABORT " + target + " SET " + ddl::quoted(step.column.name) +
                         " = " + change.sources().back().value);
    return result;
}

Wording wording(const AddColumn& step, const Schema&) {
    const std::string name = "column '" + std::string(step.column.name.view()) + "'";
    const std::string type =
        step.column.type.empty() ? "" : " (" + std::string(step.column.type.view()) + ")";
    return {"add " + name + type + " to " + std::string(step.table.view()), "Added " + name + type,
            "Column '" + std::string(step.column.name.view()) + "' already exists, skipping"};
}

}  // namespace evolve
