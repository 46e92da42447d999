#include "plan/complement_sql.hpp"

#include <algorithm>

#include "evolve/base/invariant.hpp"

namespace evolve::complement {
namespace {

/// The columns of the new table by which its rows are those of the old one; nothing where none do.
std::optional<std::vector<Identifier>> common_key(const Rebuild& rebuild) {
    const auto plain = [&](const Identifier& column) {
        const auto source = std::ranges::find(rebuild.sources, column, &ColumnSource::column);
        return source != rebuild.sources.end() && source->origin && !source->converts &&
               *source->origin == column;
    };
    for (const Table* table : {&rebuild.after, &rebuild.before}) {
        const auto key = primary_key(*table);
        const bool is_key = table->without_rowid || rowid_alias(*table).has_value();
        if (is_key && std::ranges::all_of(key, plain)) return key;
    }
    return std::nullopt;
}

}  // namespace

std::vector<std::string> key_columns(const Table& table) {
    if (!table.without_rowid) return {"k"};
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < primary_key(table).size(); ++i)
        columns.push_back("k" + std::to_string(i + 1));
    return columns;
}

std::string listed(const std::vector<std::string>& parts) {
    std::string result;
    for (const std::string& part : parts) result += ", " + part;
    return result;
}

std::string quoted_list(const std::vector<Identifier>& columns, std::string_view prefix) {
    std::string result;
    for (const Identifier& column : columns)
        result += ", " + std::string(prefix) + ddl::quoted(column);
    return result;
}

std::string key_list(const Table& table) { return listed(key_columns(table)).substr(2); }

std::string own_key(const Table& table, const std::string& row) {
    const auto key = row_key(table);
    EVOLVE_INVARIANT(key.has_value());
    return quoted_list(*key, row + ".").substr(2);
}

std::string is_row_of(const Table& table, const std::string& row, std::string_view prefix,
                      std::string_view suffix) {
    const auto key = row_key(table);
    EVOLVE_INVARIANT(key.has_value());
    const auto columns = key_columns(table);
    std::string condition;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string own = row + "." + ddl::quoted((*key)[i]);
        condition += (i == 0 ? "" : " AND ") + std::string(prefix) + columns[i] +
                     std::string(suffix) + " = " +
                     (table.without_rowid ? "+" + own + " COLLATE BINARY" : own);
    }
    return condition;
}

std::size_t place_of(const KeptTable& kept, const Identifier& column) {
    return static_cast<std::size_t>(std::ranges::find(kept.columns, column) - kept.columns.begin());
}

std::string binary_order(const Table& table, const std::string& row) {
    const auto key = row_key(table);
    EVOLVE_INVARIANT(key.has_value());
    std::string result;
    for (const Identifier& column : *key)
        result += (result.empty() ? "" : ", ") + row + "." + ddl::quoted(column) +
                  (table.without_rowid ? " COLLATE BINARY" : "");
    return result;
}

std::optional<std::string> same_row(const Rebuild& rebuild, const std::string& old_row,
                                    const std::string& new_row) {
    if (carries_rowid(rebuild.before, rebuild.after))
        return new_row + "." + ddl::quoted(row_key(rebuild.after)->front()) + " = " + old_row +
               "." + ddl::quoted(row_key(rebuild.before)->front());
    const auto key = common_key(rebuild);
    if (!key) return std::nullopt;
    std::string condition;
    for (const Identifier& column : *key)
        condition += (condition.empty() ? "" : " AND ") + new_row + "." + ddl::quoted(column) +
                     " = " + old_row + "." + ddl::quoted(column) + " COLLATE BINARY";
    return condition;
}

}  // namespace evolve::complement
