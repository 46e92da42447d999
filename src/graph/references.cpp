#include "graph/references.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "model/by_name.hpp"

namespace evolve {
namespace {

Identifier collation_of(const Table& table, const Identifier& column) {
    const auto position = table.position_of(column);
    const auto* rule = position ? table.columns[*position].rule<Collate>() : nullptr;
    return rule == nullptr ? Identifier("binary") : rule->collation;
}

/// Whether a unique index over these columns answers whether a row of such values is there
/// (sqlite3FkLocateIndex in fkey.c): the same columns in any order, in their own collations; no
/// expression, and no index of some rows alone.
bool answers(const std::vector<KeyPart>& parts, const Table& parent,
             const std::vector<Identifier>& columns) {
    const auto is_column = [&](const KeyPart& part) {
        const Identifier own = collation_of(parent, part.column);
        return !part.is_expression() && std::ranges::find(columns, part.column) != columns.end() &&
               (part.collation.empty() || part.collation == own);
    };
    return parts.size() == columns.size() && std::ranges::all_of(parts, is_column) &&
           std::ranges::all_of(columns, [&](const Identifier& column) {
               return std::ranges::find(parts, column, &KeyPart::column) != parts.end();
           });
}

/// A schema and its tables by their names.
struct Tables {
    explicit Tables(const Schema& of) : schema(of), by_name(of.tables) {}

    [[nodiscard]] const Table* find(const Identifier& name) const { return by_name.find(name); }

    const Schema& schema;
    ByName<Table> by_name;
};

bool has_key(const Schema& schema, const Table& parent, const std::vector<Identifier>& columns) {
    for (const Column& column : parent.columns)
        if ((column.has<PrimaryKey>() || column.has<Unique>()) && columns.size() == 1 &&
            columns.front() == column.name)
            return true;
    for (const TableConstraint& constraint : parent.constraints) {
        const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule);
        const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
        if (key != nullptr && answers(key->columns, parent, columns)) return true;
        if (unique != nullptr && answers(unique->columns, parent, columns)) return true;
    }
    const auto alias = rowid_alias(parent);
    if (alias && columns.size() == 1 && columns.front() == parent.columns[*alias].name) return true;
    return std::ranges::any_of(schema.indexes, [&](const Index& index) {
        return index.unique && index.where.tokens.empty() && index.table == parent.name &&
               answers(index.columns, parent, columns);
    });
}

/// Whether the parent has the key that the foreign key refers to. SQLite creates one that has not,
/// and then refuses every statement that would have to look: "foreign key mismatch".
bool fits_a_key(const ForeignKey& key, const Table& parent, const Schema& schema) {
    if (key.target.columns.empty()) return primary_key(parent).size() == key.columns.size();
    return has_key(schema, parent, key.target.columns);
}

std::optional<Refusal> without_parent(const Tables& before, const std::set<Identifier>& created,
                                      const Table& child, const ForeignKey& key,
                                      bool child_was_there, bool key_was_there) {
    if (before.find(key.target.parent) != nullptr || created.contains(key.target.parent))
        return Refusal{Why::table_in_use,
                       key.target.parent,
                       {},
                       concat("a foreign key of table ", child.name.view())};
    if (child_was_there && !key_was_there)
        return Refusal{Why::foreign_key_without_table, child.name, key.columns.front(),
                       Text(key.target.parent.view())};
    return std::nullopt;
}

std::set<Identifier> created_tables(const Migration& migration) {
    std::set<Identifier> names;
    for (const Step& step : migration.steps)
        if (const auto* create = std::get_if<CreateTable>(&step.kind()))
            names.insert(create->table.name);
    return names;
}

}  // namespace

std::optional<Refusal> broken_reference(const Migration& migration, const Schema& before,
                                        const Schema& after) {
    const auto created = created_tables(migration);
    const Tables old(before);
    const Tables now(after);
    for (const Table& child : after.tables) {
        const Table* child_before = old.find(child.name);
        const auto keys_before =
            child_before != nullptr ? foreign_keys(*child_before) : std::vector<ForeignKey>();
        for (const ForeignKey& key : foreign_keys(child)) {
            const bool was_there = std::ranges::find(keys_before, key) != keys_before.end();
            const Table* parent_before = old.find(key.target.parent);
            const Table* parent = now.find(key.target.parent);
            const bool was_unfit =
                was_there && parent_before != nullptr && !fits_a_key(key, *parent_before, before);
            if (parent == nullptr) {
                if (auto refusal = without_parent(old, created, child, key, child_before != nullptr,
                                                  was_there))
                    return refusal;
            } else if (migration.from && !was_unfit && !fits_a_key(key, *parent, after)) {
                return Refusal{Why::foreign_key_without_key, child.name, key.columns.front(),
                               Text(key.target.parent.view())};
            }
        }
    }
    return std::nullopt;
}

std::optional<Refusal> key_in_use(const std::vector<Table>& others, const Schema& before,
                                  const Schema& after) {
    const Tables old(before);
    const Tables now(after);
    for (const Table& child : others)
        for (const ForeignKey& key : foreign_keys(child)) {
            const Table* was = old.find(key.target.parent);
            const Table* is = now.find(key.target.parent);
            if (was != nullptr && is != nullptr && fits_a_key(key, *was, before) &&
                !fits_a_key(key, *is, after))
                return Refusal{Why::table_in_use,
                               key.target.parent,
                               {},
                               concat("a foreign key of table ", child.name.view())};
        }
    return std::nullopt;
}

}  // namespace evolve
