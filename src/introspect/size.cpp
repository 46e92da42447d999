#include "evolve/introspect/size.hpp"

#include <string>

#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/query.hpp"

namespace evolve::introspect {
namespace {

std::uintmax_t unsigned_integer(sqlite::Connection& connection, std::string_view sql) {
    return static_cast<std::uintmax_t>(sqlite::query_integer(connection, sql));
}

bool has_dbstat(sqlite::Connection& connection) {
    return sqlite::query_value(connection, "SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'")
        .has_value();
}

}  // namespace

std::uintmax_t bytes_of_database(sqlite::Connection& connection) {
    return unsigned_integer(connection, "PRAGMA main.page_count") *
           unsigned_integer(connection, "PRAGMA main.page_size");
}

std::optional<std::uintmax_t> bytes_of_table(sqlite::Connection& connection,
                                             const Identifier& table) {
    if (!has_dbstat(connection)) return std::nullopt;
    auto trees = connection.prepare(
        "SELECT name FROM main.sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE AND rootpage > 0");
    // One tree at a time: asked for all, dbstat reads the whole file. Looked for in `temp`, where a
    // table of this name in the database is not found.
    auto pages = connection.prepare(
        "SELECT pgsize FROM temp.dbstat WHERE schema = 'main' AND name = ?1 AND aggregate = 1");
    trees.bind(1, table.text());
    std::uintmax_t bytes = 0;
    while (trees.step()) {
        pages.bind(1, Text(trees.text(0)));
        while (pages.step()) bytes += static_cast<std::uintmax_t>(pages.integer(0));
    }
    return bytes;
}

std::uintmax_t length_of_values(sqlite::Connection& connection, const Identifier& table) {
    auto columns = connection.prepare("SELECT name FROM pragma_table_info(?1, 'main')");
    columns.bind(1, table.text());
    std::string sum = "0";
    while (columns.step())
        sum +=
            " + ifnull(length(CAST(" + ddl::quoted(Identifier(columns.text(0))) + " AS BLOB)), 0)";
    return unsigned_integer(connection,
                            "SELECT ifnull(sum(" + sum + "), 0) FROM " + ddl::in_main(table));
}

}  // namespace evolve::introspect
