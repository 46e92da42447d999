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

std::vector<std::string> kept_columns(std::size_t count) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < count; ++i) columns.push_back(kept_column(i));
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

std::string among_kept(const Table& table, std::int64_t number, const char* negation) {
    const std::string row = ddl::in_main(table.name);
    if (!table.without_rowid)
        return own_key(table, row) + " " + negation + "IN (SELECT k FROM " + kept_name(number) +
               ")";
    return std::string(negation) + "EXISTS (SELECT 1 FROM " + kept_name(number) + " WHERE " +
           is_row_of(table, row) + ")";
}

std::string among_rows(const Table& table, std::int64_t number, const char* negation) {
    const std::string row = ddl::in_main(table.name);
    if (!table.without_rowid)
        return std::string("k ") + negation + "IN (SELECT " + own_key(table, row) + " FROM " + row +
               ")";
    // A column of the table may be called as one of the complement's.
    return std::string(negation) + "EXISTS (SELECT 1 FROM " + row + " WHERE " +
           is_row_of(table, row, kept_name(number) + ".") + ")";
}

std::string joined_name(std::int64_t number, const std::string& column) {
    return "\"evolve " + std::to_string(number) + " " + column + "\"";
}

std::string joined_complement(std::int64_t number, const std::vector<std::string>& columns,
                              const Table& table) {
    std::string select;
    const auto take = [&](const std::string& column) {
        select += (select.empty() ? "" : ", ") + column + " AS " + joined_name(number, column);
    };
    for (const std::string& column : key_columns(table)) take(column);
    for (const std::string& column : columns) take(column);
    const std::string prefix = "\"evolve " + std::to_string(number) + " ";
    return " LEFT JOIN (SELECT " + select + " FROM " + kept_name(number) + ") ON " +
           is_row_of(table, ddl::quoted(table.name), prefix, "\"");
}

std::string is_same(const std::string& now, const std::string& became) {
    return "(+" + now + " IS " + became + " COLLATE BINARY AND typeof(" + now + ") = typeof(" +
           became + "))";
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
