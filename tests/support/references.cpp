#include "support/references.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "support/draw.hpp"

namespace evolve {
namespace {

/// Columns of a table to which a foreign key may refer, and whether it may do so without a name.
struct Key {
    std::vector<Identifier> columns;
    bool is_primary = false;
    bool needs_no_name = false;  ///< cannot be named: its collations are not those of the columns
};

bool in_own_collations(const std::vector<KeyPart>& parts) {
    return std::ranges::all_of(
        parts, [](const KeyPart& part) { return part.collation.empty() && !part.is_expression(); });
}

std::vector<Identifier> columns_of(const std::vector<KeyPart>& parts) {
    std::vector<Identifier> columns;
    for (const KeyPart& part : parts) columns.push_back(part.column);
    return columns;
}

std::vector<Key> keys_of(const Schema& schema, const Table& parent) {
    std::vector<Key> keys;
    for (const Column& column : parent.columns)
        if (column.has<PrimaryKey>()) keys.push_back({{column.name}, true});
    for (const TableConstraint& constraint : parent.constraints)
        if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule))
            keys.push_back({columns_of(key->columns), true, !in_own_collations(key->columns)});
    for (const Column& column : parent.columns)
        if (column.has<Unique>()) keys.push_back({{column.name}});
    for (const TableConstraint& constraint : parent.constraints)
        if (const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
            unique != nullptr && in_own_collations(unique->columns))
            keys.push_back({columns_of(unique->columns)});
    for (const Index& index : schema.indexes)
        if (index.unique && index.where.tokens.empty() && index.table == parent.name &&
            in_own_collations(index.columns))
            keys.push_back({columns_of(index.columns)});
    return keys;
}

/// What refers to the key, in any of the ways to say so.
ForeignKeyTarget target_of(const Table& parent, const Key& key) {
    using enum ForeignKeyAction;
    ForeignKeyTarget target;
    target.parent = parent.name;
    if (!key.needs_no_name && (!key.is_primary || one_in(2))) target.columns = key.columns;
    const std::vector actions{unspecified, no_action, restrict, set_null, set_default, cascade};
    target.on_delete = one_of(actions);
    target.on_update = one_of(actions);
    target.deferral = one_of(std::vector{
        Deferral::unspecified, Deferral::not_deferrable, Deferral::deferrable,
        Deferral::deferrable_initially_deferred, Deferral::deferrable_initially_immediate});
    return target;
}

/// Different columns of the table, so many; none if it has not as many. No generated ones: what
/// goes from a parent could not be set to NULL in them, and SQLite would refuse to delete it.
std::vector<Identifier> some_columns(const Table& table, std::size_t count) {
    std::vector<Identifier> names;
    for (const Column& column : table.columns)
        if (!column.is_generated()) names.push_back(column.name);
    if (names.size() < count) return {};
    for (std::size_t i = 0; i < count; ++i) {
        const int left = static_cast<int>(names.size() - i);
        std::swap(names[i], names[i + static_cast<std::size_t>(below(left))]);
    }
    names.resize(count);
    return names;
}

}  // namespace

void drop_references(Column& column) {
    std::erase_if(column.constraints, [](const ColumnConstraint& constraint) {
        return std::holds_alternative<References>(constraint.rule);
    });
}

void drop_references(Table& table) {
    for (Column& column : table.columns) drop_references(column);
    std::erase_if(table.constraints, [](const TableConstraint& constraint) {
        return std::holds_alternative<ForeignKey>(constraint.rule);
    });
}

void refer_to_some_key(const Schema& schema, Table& child) {
    std::vector<const Table*> parents{&child};
    for (const Table& table : schema.tables)
        if (table.name != child.name) parents.push_back(&table);
    // Not one_of(): a pointer that was drawn dangles when RapidCheck shrinks.
    const auto place = static_cast<std::size_t>(below(static_cast<int>(parents.size())));
    const Table& parent = *parents[place];
    const auto keys = keys_of(schema, parent);
    if (keys.empty()) return;
    const Key& key = one_of(keys);
    const auto columns = some_columns(child, key.columns.size());
    if (columns.empty()) return;
    child.constraints.push_back({{}, ForeignKey{columns, target_of(parent, key)}});
}

void refer_to_some_key(const Schema& schema, Column& child) {
    if (child.is_generated()) return;
    const Table& parent = one_of(schema.tables);
    for (const Key& key : keys_of(schema, parent))
        if (key.columns.size() == 1) {
            child.constraints.push_back({{}, References{target_of(parent, key)}});
            return;
        }
}

}  // namespace evolve
