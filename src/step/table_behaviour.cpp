#include "evolve/step/table_behaviour.hpp"

#include <algorithm>

#include "evolve/model/canonical.hpp"
#include "evolve/step/table_change.hpp"

namespace evolve {
namespace {

bool is_rowid(const Table& table, const Identifier& column) {
    const auto alias = rowid_alias(table);
    return alias && table.columns[*alias].name == column;
}

/// A type word that stands for the column's affinity, and for what else the type decides.
Text essential_type(const Table& table, const Column& column) {
    if (is_rowid(table, column.name)) return "INTEGER";
    if (table.strict) return declared_type(column.type);
    switch (column.affinity()) {
        case Affinity::integer: return "INT";
        case Affinity::text: return "TEXT";
        case Affinity::blob: return "BLOB";
        case Affinity::real: return "REAL";
        case Affinity::numeric: return "NUMERIC";
    }
    return "";
}

Table essential(Table table) {
    const Table original = table;
    for (Column& column : table.columns) {
        column.type = essential_type(original, column);
        std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
            return std::holds_alternative<Nullable>(constraint.rule);
        });
    }
    return table;
}

std::string_view collation_of(const Column& column) {
    const auto* rule = column.rule<Collate>();
    return rule == nullptr ? std::string_view("BINARY") : rule->collation.view();
}

/// Whether the expression reads a column that is compared in another way afterwards.
bool compares_otherwise(const Expression& expression, const Table& before, const Table& after) {
    return std::ranges::any_of(before.columns, [&](const Column& column) {
        const auto now = after.position_of(column.name);
        return now && mentions(expression, column.name) &&
               !equal_ignoring_case(collation_of(column), collation_of(after.columns[*now]));
    });
}

}  // namespace

bool changes_values(const Table& before, const Table& after, const Identifier& column) {
    const auto from = before.position_of(column);
    const auto to = after.position_of(column);
    if (!from || !to) return true;
    const Column& old = before.columns[*from];
    const Column& fresh = after.columns[*to];
    if (old.is_generated() || fresh.is_generated())
        return old != fresh || compares_otherwise(old.rule<Generated>()->value, before, after);
    return may_convert(old, before, fresh, after);
}

bool behaves_alike(const Table& before, const Table& after) {
    if (rowid_alias(before).has_value() != rowid_alias(after).has_value()) return false;
    return canonical(essential(before)) == canonical(essential(after));
}

}  // namespace evolve
