#include "plan/complement_sql.hpp"

#include <algorithm>

#include "evolve/base/invariant.hpp"
#include "evolve/base/joined.hpp"

namespace evolve::complement {
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

std::string key_list(const Table& table) { return joined(key_columns(table)); }

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
    return joined(*key, [&](const Identifier& column) {
        return row + "." + ddl::quoted(column) + (table.without_rowid ? " COLLATE BINARY" : "");
    });
}

}  // namespace evolve::complement
