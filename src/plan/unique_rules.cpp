#include "plan/rules.hpp"

#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/plan/complement.hpp"

// Keys that rows must not have twice.

namespace evolve {

std::vector<Rules::Key> Rules::unique_keys(const Table& table, const Schema& schema) {
    std::vector<Key> keys;
    for (const Column& column : table.columns)
        if (column.has<Unique>() || column.has<PrimaryKey>())
            keys.push_back({{KeyPart{column.name, {}}}, {}});
    for (const TableConstraint& constraint : table.constraints) {
        if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule))
            keys.push_back({key->columns, {}});
        if (const auto* rule = std::get_if<UniqueOf>(&constraint.rule))
            keys.push_back({rule->columns, {}});
    }
    for (const Index& index : schema.indexes)
        if (index.unique && index.table == table.name) keys.push_back({index.columns, index.where});
    return keys;
}

std::string Rules::collation_in(const Table& table, const KeyPart& part) {
    if (!part.collation.empty()) return ddl::quoted(part.collation);
    const auto position = table.position_of(part.column);
    const auto* rule = position ? table.columns[*position].rule<Collate>() : nullptr;
    if (rule == nullptr || equal_ignoring_case(rule->collation.view(), "binary")) return "BINARY";
    return ddl::quoted(rule->collation);
}

std::vector<std::string> Rules::described(const Table& table, const Key& key) {
    std::vector<std::string> parts;
    for (const KeyPart& part : key.first)
        parts.push_back((part.is_expression() ? ddl::write(part.expression)
                                              : std::string(part.column.folded().view())) +
                        " " + collation_in(table, part));
    std::ranges::sort(parts);
    parts.push_back(ddl::write(key.second));
    return parts;
}

bool Rules::was_unique(const Key& key) const {
    const auto wanted = described(after_, key);
    return std::ranges::any_of(unique_keys(before_, old_schema_),
                               [&](const Key& old) { return described(before_, old) == wanted; });
}

void Rules::unique(const Key& key) {
    std::vector<Part> parts;
    std::string names;
    bool plain = true;
    for (const KeyPart& part : key.first) {
        const ColumnSource* source = part.is_expression() ? nullptr : source_of(part.column);
        if (source == nullptr || source->converts) return;  // for SQLite to say
        plain = plain && is_plain(part.column);
        parts.push_back({source->value, collation_in(after_, part)});
        names += (names.empty() ? "" : ", ") + std::string(part.column.view());
    }
    if (parts.empty() || (plain && was_unique(key))) return;
    if (!key.second.tokens.empty() &&
        std::ranges::any_of(after_.columns, [&](const Column& column) {
            return mentions(key.second, column.name) && !is_plain(column.name);
        }))
        return;
    found_.push_back(equal_rows(names, parts, key.second));
}

Precondition Rules::equal_rows(const std::string& names, const std::vector<Part>& parts,
                               const Expression& where) const {
    std::string values;
    std::string partition;
    std::string present;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        values +=
            (i == 0 ? "" : ", ") + parts[i].value + " AS \"evolve " + std::to_string(i + 1) + "\"";
        partition += (i == 0 ? "" : ", ") + parts[i].value + " COLLATE " + parts[i].collation;
        present += (i == 0 ? "" : " AND ") + parts[i].value + " IS NOT NULL";
    }
    if (!where.tokens.empty()) present += " AND (" + ddl::write(where) + ")";
    std::string shown;
    for (std::size_t i = 0; i < parts.size(); ++i)
        shown += (i == 0 ? "" : ", ") + ("\"evolve " + std::to_string(i + 1)) + "\"";
    const auto key = row_key(before_);
    std::string keys;
    for (const Identifier& column : *key)
        keys += ddl::quoted(column) + " AS " + ddl::quoted(column) + ", ";
    return {before_.name,
            "UNIQUE (" + names + ")",
            "Change those rows, or delete them in a step of their own, before this one.",
            key_list(),
            shown,
            "(SELECT " + keys + values + ", row_number() OVER (PARTITION BY " + partition +
                " ORDER BY " + key_list() + ") AS \"evolve n\" FROM " + ddl::in_main(before_.name) +
                " WHERE " + present + ") WHERE \"evolve n\" > 1"};
}

}  // namespace evolve
