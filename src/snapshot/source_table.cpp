#include "snapshot/source_table.hpp"

#include <algorithm>
#include <bit>

#include "evolve/base/joined.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/model/module_content.hpp"
#include "prove/row_trial.hpp"

namespace evolve {
namespace {

using ddl::quoted;

/// Whether a key or a unique index has the column, or a foreign key on either side.
bool is_in_a_key(const Schema& schema, const Table& table, const Column& column) {
    const auto has = [&](const std::vector<KeyPart>& parts) {
        return std::ranges::any_of(parts, [&](const KeyPart& part) {
            return part.is_expression() ? mentions(part.expression, column.name)
                                        : part.column == column.name;
        });
    };
    const auto names = [&](const std::vector<Identifier>& columns) {
        return std::ranges::find(columns, column.name) != columns.end();
    };
    if (column.has<PrimaryKey>() || column.has<Unique>()) return true;
    for (const TableConstraint& constraint : table.constraints) {
        const auto* primary = std::get_if<PrimaryKeyOf>(&constraint.rule);
        const auto* unique = std::get_if<UniqueOf>(&constraint.rule);
        if ((primary != nullptr && has(primary->columns)) ||
            (unique != nullptr && has(unique->columns)))
            return true;
    }
    for (const Index& index : schema.indexes)
        if (index.table == table.name && index.unique && has(index.columns)) return true;
    for (const ForeignKey& key : foreign_keys(table))
        if (names(key.columns)) return true;
    for (const Table& child : schema.tables)
        for (const ForeignKey& key : foreign_keys(child))
            if (key.target.parent == table.name && names(key.target.columns)) return true;
    return false;
}

std::vector<std::string> key_of(const Table& table, const std::vector<std::string>& columns) {
    if (const auto alias = rowid_alias(table)) return {quoted(table.columns[*alias].name)};
    if (!rowid_name(table).empty()) return {std::string(rowid_name(table))};
    if (!table.without_rowid) return columns;
    std::vector<std::string> key;
    for (const Identifier& name : primary_key(table)) key.push_back(quoted(name));
    return key;
}

SourceTable source_of(const Schema& schema, const Table& table) {
    SourceTable source{.name = table.name, .key = {}, .columns = {}, .alone = {}};
    for (const Column& column : table.columns) {
        if (column.is_generated()) continue;
        source.columns.push_back(quoted(column.name));
        source.alone.push_back(!is_in_a_key(schema, table, column));
    }
    source.key = key_of(table, source.columns);
    source.by_rowid = !table.without_rowid && source.key.size() == 1 &&
                      (rowid_alias(table) || !rowid_name(table).empty());
    if (source.by_rowid && !rowid_alias(table)) {
        source.columns.push_back(source.key.front());
        source.alone.push_back(false);
    }
    source.has_references = !foreign_keys(table).empty();
    source.returning = returning_computed(table);
    return source;
}

std::optional<SourceTable> source_of(const VirtualTable& table) {
    const ModuleContent content = content_of(table);
    if (content.holding != Holding::rows) return std::nullopt;
    SourceTable source{.name = table.name,
                       .key = {quoted(content.key)},
                       .columns = {quoted(content.key)},
                       .alone = {false}};
    for (const Identifier& column : content.columns) {
        source.columns.push_back(quoted(column));
        source.alone.push_back(true);
    }
    return source;
}

/// A foreign key between tables that are there. One that SQLite could not check does not count.
std::optional<Reference> reference_of(const Schema& schema, const Table& child,
                                      const SourceTable& source, const ForeignKey& key) {
    const auto parent = schema.table(key.target.parent);
    if (!parent) return std::nullopt;
    Reference reference{*parent, {}, key.target.columns};
    if (reference.to.empty()) reference.to = primary_key(schema.tables[*parent]);
    if (reference.to.size() != key.columns.size()) return std::nullopt;
    for (const Identifier& name : key.columns) {
        const auto position = child.position_of(name);
        if (!position) return std::nullopt;
        const auto found = std::ranges::find(source.columns, quoted(child.columns[*position].name));
        if (found == source.columns.end()) return std::nullopt;
        reference.columns.push_back(static_cast<std::size_t>(found - source.columns.begin()));
    }
    for (const Identifier& name : reference.to)
        if (!schema.tables[*parent].has_column(name)) return std::nullopt;
    return reference;
}

std::string list_of(const SourceTable& table) {
    return joined(table.key) + ", " + joined(table.columns);
}

}  // namespace

std::vector<SourceTable> source_tables(const Schema& schema) {
    std::vector<SourceTable> sources;
    for (const Table& table : schema.tables) {
        SourceTable source = source_of(schema, table);
        for (const ForeignKey& key : foreign_keys(table))
            if (auto reference = reference_of(schema, table, source, key))
                source.references.push_back(std::move(*reference));
        sources.push_back(std::move(source));
    }
    for (const VirtualTable& table : schema.virtual_tables)
        if (auto source = source_of(table)) sources.push_back(std::move(*source));
    return sources;
}

std::string select_of(const SourceTable& table) {
    return "SELECT " + list_of(table) + " FROM " + ddl::in_main(table.name);
}

std::string select_by_key(const SourceTable& table) {
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < table.key.size(); ++i)
        terms.push_back(table.key[i] + (table.by_rowid ? " = ?" : " IS ?") + std::to_string(i + 1));
    return select_of(table) + " WHERE " + joined(terms, " AND ") + " LIMIT 1";
}

std::string insert_of(const SourceTable& table) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        values.push_back("?" + std::to_string(i + 1));
    return "INSERT OR ABORT INTO " + ddl::in_main(table.name) + " (" + joined(table.columns) +
           ") VALUES (" + joined(values) + ")" + table.returning;
}

std::string identity(const RowKey& key) {
    std::string text;
    for (const Value& value : key) {
        const std::string part = std::visit(
            overloaded{
                [](Null) { return std::string(); },
                [](std::int64_t number) { return std::to_string(number); },
                [](double number) { return std::to_string(std::bit_cast<std::uint64_t>(number)); },
                [](const Text& bytes) { return std::string(bytes.view()); },
                [](const Blob& blob) { return std::string(blob.bytes.view()); },
            },
            value);
        text += std::to_string(value.index()) + ":" + std::to_string(part.size()) + ":" + part;
    }
    return text;
}

}  // namespace evolve
