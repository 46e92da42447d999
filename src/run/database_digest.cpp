#include "evolve/run/database_digest.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve {
namespace {

struct StoredTable {
    Identifier name;
    bool has_rowid = true;
};

/// Virtual tables keep their content in shadow tables, which are read in their stead.
std::vector<StoredTable> stored_tables(sqlite::Connection& connection) {
    std::vector<StoredTable> tables;
    auto rows = connection.prepare(
        "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND "
        "type IN ('table', 'shadow') AND name <> 'sqlite_schema'");
    while (rows.step()) tables.push_back({Identifier(rows.text(0)), rows.integer(1) == 0});
    return tables;
}

/// What is in the file of each row: ordinary columns and stored generated ones.
std::vector<Identifier> stored_columns(sqlite::Connection& connection, const Identifier& table) {
    std::vector<Identifier> columns;
    auto rows = connection.prepare(
        "SELECT name FROM pragma_table_xinfo(?1, 'main') WHERE hidden IN (0, 3) ORDER BY cid");
    rows.bind(1, table.text());
    while (rows.step()) columns.emplace_back(rows.text(0));
    return columns;
}

/// Empty where columns hide the rowid under all its names.
std::string_view name_of_rowid(const std::vector<Identifier>& columns) {
    for (const std::string_view name : {"rowid", "_rowid_", "oid"})
        if (std::ranges::find(columns, Identifier(name)) == columns.end()) return name;
    return "";
}

std::string all_rows(sqlite::Connection& connection, const StoredTable& table) {
    const std::vector<Identifier> columns = stored_columns(connection, table.name);
    std::string wanted(table.has_rowid ? name_of_rowid(columns) : "");
    for (const Identifier& column : columns)
        wanted += (wanted.empty() ? "" : ", ") + ddl::quoted(column);
    return "SELECT " + wanted + " FROM " + ddl::in_main(table.name) + " NOT INDEXED";
}

}  // namespace

DatabaseDigest digest_database(sqlite::Connection& connection) {
    DatabaseDigest digest;
    digest.schema = digest_rows(
        connection, "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY rowid");
    for (const StoredTable& table : stored_tables(connection))
        digest.tables[std::string(table.name.view())] =
            digest_rows(connection, all_rows(connection, table));
    digest.user_version = sqlite::query_integer(connection, "PRAGMA main.user_version");
    digest.application_id = sqlite::query_integer(connection, "PRAGMA main.application_id");
    return digest;
}

std::optional<std::string> first_difference(const DatabaseDigest& a, const DatabaseDigest& b) {
    if (a.schema != b.schema) return "the schema";
    for (const auto& [name, rows] : a.tables)
        if (const auto other = b.tables.find(name);
            other == b.tables.end() || other->second != rows)
            return "table " + name;
    if (a != b) return "the settings of the application";
    return std::nullopt;
}

}  // namespace evolve
