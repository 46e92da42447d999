#include "snapshot/gather.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve {
namespace {

/// The key of the parent that a foreign key refers to: compared as SQLite compares them, with the
/// affinity and collation of the parent.
std::optional<sqlite::Statement> look_up(sqlite::Connection& connection, const SourceTable& parent,
                                         const Reference& reference) {
    std::vector<std::string> terms;
    for (std::size_t i = 0; i < reference.to.size(); ++i)
        terms.push_back(ddl::quoted(reference.to[i]) + " = ?" + std::to_string(i + 1));
    try {
        return connection.prepare("SELECT " + joined(parent.key) + " FROM " +
                                  ddl::in_main(parent.name) + " WHERE " + joined(terms, " AND ") +
                                  " LIMIT 1");
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::error) throw;
        return std::nullopt;  // a collation of the application's
    }
}

void bind_all(sqlite::Statement& statement, const RowKey& values) {
    for (std::size_t i = 0; i < values.size(); ++i)
        statement.bind(static_cast<int>(i + 1), values[i]);
}

std::vector<Value> values_from(const sqlite::Statement& row, std::size_t first, std::size_t count) {
    std::vector<Value> values;
    for (std::size_t i = first; i < first + count; ++i)
        values.push_back(row.value(static_cast<int>(i)));
    return values;
}

}  // namespace

Gatherer::Gatherer(sqlite::Connection& connection, const std::vector<SourceTable>& tables)
    : tables_(tables) {
    for (const SourceTable& table : tables) {
        rows_.push_back(connection.prepare(select_by_key(table)));
        parents_.emplace_back();
        for (const Reference& reference : table.references)
            parents_.back().push_back({reference.parent, reference.columns,
                                       look_up(connection, tables[reference.parent], reference)});
    }
}

std::optional<SourceRow> Gatherer::read(std::size_t table, const RowKey& key) {
    sqlite::Statement& statement = rows_[table];
    bind_all(statement, key);
    if (!statement.step()) return std::nullopt;
    SourceRow row{table, identity(key),
                  values_from(statement, key.size(), tables_[table].columns.size())};
    statement.reset();
    return row;
}

std::vector<std::pair<std::size_t, RowKey>> Gatherer::parents(const SourceRow& row) {
    std::vector<std::pair<std::size_t, RowKey>> found;
    for (Parent& parent : parents_[row.table]) {
        if (!parent.keys) continue;
        RowKey wanted;
        for (const std::size_t column : parent.columns) wanted.push_back(row.values[column]);
        if (std::ranges::any_of(
                wanted, [](const Value& value) { return std::holds_alternative<Null>(value); }))
            continue;
        bind_all(*parent.keys, wanted);
        if (!parent.keys->step()) continue;  // an orphan
        found.emplace_back(parent.table,
                           values_from(*parent.keys, 0, tables_[parent.table].key.size()));
        parent.keys->reset();
    }
    return found;
}

std::optional<Family> Gatherer::family(std::size_t table, const RowKey& key) {
    Family rows;
    std::set<std::pair<std::size_t, std::string>> seen;
    std::vector<std::pair<std::size_t, RowKey>> waiting{{table, key}};
    while (!waiting.empty()) {
        const auto [next, next_key] = std::move(waiting.back());
        waiting.pop_back();
        if (!seen.emplace(next, identity(next_key)).second) continue;
        auto row = read(next, next_key);
        if (!row) continue;
        if (rows.size() == most_of_a_family) return std::nullopt;
        for (auto& parent : parents(*row)) waiting.push_back(std::move(parent));
        rows.push_back(std::move(*row));
    }
    if (rows.empty()) return std::nullopt;
    return rows;
}

}  // namespace evolve
