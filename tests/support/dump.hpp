#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/ddl/quote.hpp"
#include "evolve/model/value.hpp"
#include "evolve/sqlite/connection.hpp"
#include "evolve/sqlite/query.hpp"

// What a database holds, as values that tests compare. Read through SQLite alone: nothing of what
// is tested is used to look at what it did.

namespace evolve {

/// Under which name the rowids stand among the columns.
inline constexpr const char* row_numbers = "(rowid)";

/// The values of one table, by column; rows in the order of their rowids.
using Columns = std::map<std::string, std::vector<Value>>;
/// All tables but evolve's own.
using Dump = std::map<std::string, Columns>;

inline bool is_evolves_own(std::string_view name) { return name.starts_with("evolve_"); }

inline std::vector<std::string> table_names(sqlite::Connection& connection) {
    std::vector<std::string> names;
    auto rows = connection.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'");
    while (rows.step())
        if (!is_evolves_own(rows.text(0))) names.emplace_back(rows.text(0));
    return names;
}

inline std::string rowid_of(const std::vector<std::string>& columns) {
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
        const auto hides = [&](const std::string& column) {
            return Identifier(std::string_view(column)) == Identifier(name);
        };
        if (std::ranges::none_of(columns, hides)) return name;
    }
    return "NULL";
}

inline bool is_without_rowid(sqlite::Connection& connection, const std::string& table) {
    auto row =
        connection.prepare("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1");
    row.bind(1, Text(table));
    return row.step() && row.integer(0) != 0;
}

/// Exact in class and bytes for a table without rowids, whose keys may collate.
inline std::string by_all_columns(std::size_t columns) {
    std::string order = "1";
    for (std::size_t i = 0; i < columns; ++i)
        order += ", " + std::to_string(i + 2) + " COLLATE BINARY";
    return order;
}

inline Columns dump(sqlite::Connection& connection, const std::string& table) {
    const std::string from = " FROM " + ddl::in_main(Identifier(std::string_view(table)));
    std::vector<std::string> names;
    {
        const auto all = connection.prepare("SELECT *" + from);
        for (int i = 0; i < all.column_count(); ++i) names.emplace_back(all.column_name(i));
    }
    // The counters of AUTOINCREMENT are looked up by name: where each stands is nobody's business.
    const bool unnumbered = table == "sqlite_sequence" || is_without_rowid(connection, table);
    const std::string number = unnumbered ? "NULL" : rowid_of(names);
    const std::string order = unnumbered ? by_all_columns(names.size()) : "1, 2";
    auto rows = connection.prepare("SELECT " + number + ", *" + from + " ORDER BY " + order);
    Columns columns;
    for (const std::string& name : names) columns[name];
    while (rows.step()) {
        columns[row_numbers].push_back(rows.value(0));
        for (std::size_t i = 0; i < names.size(); ++i)
            columns[names[i]].push_back(rows.value(static_cast<int>(i) + 1));
    }
    return columns;
}

inline Dump dump(sqlite::Connection& connection) {
    Dump all;
    for (const std::string& table : table_names(connection)) all[table] = dump(connection, table);
    return all;
}

/// The first value of `before` that is not the same in `after`, class and bytes; empty if there is
/// none. Tables and columns that only `after` has are passed over.
inline std::string lost(const Dump& before, const Dump& after) {
    for (const auto& [table, columns] : before) {
        const auto found = after.find(table);
        if (found == after.end()) return "table " + table;
        for (const auto& [column, values] : columns) {
            const auto same = found->second.find(column);
            if (same == found->second.end()) return table + "." + column;
            if (same->second.size() != values.size()) return "rows of " + table;
            for (std::size_t i = 0; i < values.size(); ++i)
                if (values[i] != same->second[i])
                    return table + "." + column + " in row " + std::to_string(i);
        }
    }
    return {};
}

/// Settings of the file that no migration changes, as one text.
inline std::string settings(sqlite::Connection& connection) {
    std::string all;
    for (const char* name : {"user_version", "application_id", "encoding", "page_size",
                             "journal_mode", "auto_vacuum"}) {
        auto row = connection.prepare(std::string("PRAGMA ") + name);
        row.step();
        all += std::string(name) + "=" + std::string(row.text(0)) + " ";
    }
    return all;
}

/// The definitions of all objects but evolve's own, by name.
inline std::map<std::string, std::string> definitions(sqlite::Connection& connection) {
    std::map<std::string, std::string> all;
    auto rows = connection.prepare("SELECT name, sql FROM main.sqlite_schema");
    while (rows.step())
        if (!is_evolves_own(rows.text(0)))
            all.emplace(std::string(rows.text(0)), std::string(rows.text(1)));
    return all;
}

}  // namespace evolve
