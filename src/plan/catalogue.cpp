#include "plan/catalogue.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"
#include "plan/complement_sql.hpp"

namespace evolve {
namespace {

std::string json_array(const std::vector<Identifier>& columns) {
    // Not json_array(…): SQLite takes at most 127 arguments of a function.
    if (columns.empty()) return "'[]'";
    std::string result;
    for (const Identifier& column : columns)
        result += (result.empty() ? "(" : ", (") + ddl::string_literal(column.view()) + ")";
    return "(SELECT json_group_array(column1) FROM (VALUES " + result + "))";
}

std::string json_flags(const std::vector<bool>& flags) {
    std::string result;
    for (bool flag : flags) result += std::string(result.empty() ? "" : ", ") + (flag ? "1" : "0");
    return "'[" + result + "]'";
}

}  // namespace

/// The AUTOINCREMENT counter of the table, as an expression.
std::string complement::counter_of(const Table& table) {
    if (!autoincrements(table)) return "NULL";
    return "(SELECT seq FROM main.sqlite_sequence WHERE name = " +
           ddl::string_literal(table.name.view()) + ")";
}

std::string complement::catalogue_row(const KeptTable& entry, const std::string& counter) {
    const auto text = [](std::string_view value) { return ddl::string_literal(value); };
    const auto flag = [](bool set) { return std::string(set ? "1" : "0"); };
    return "INSERT INTO main.evolve_kept VALUES (" + std::to_string(entry.number) +
           ", strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), " + text(entry.from) + ", " + text(entry.to) +
           ", " + text(text_of(entry.direction)) + ", " + text(entry.source.view()) + ", " +
           (entry.is_virtual ? "2" : flag(entry.whole_table)) + ", " + json_array(entry.columns) +
           ", " + counter + ", " + json_flags(entry.changed) + ", " + flag(entry.rowids) + ", " +
           std::to_string(entry.row_step) + ")";
}

std::vector<std::string> complement::restore_counter(const Identifier& table, std::int64_t number) {
    const std::string name = ddl::string_literal(table.view());
    return {"DELETE FROM main.sqlite_sequence WHERE name = " + name,
            "INSERT INTO main.sqlite_sequence (name, seq) SELECT " + name +
                ", counter FROM main.evolve_kept WHERE number = " + std::to_string(number) +
                " AND counter IS NOT NULL"};
}

std::vector<std::string> complement::drop_complement(std::int64_t number) {
    return {"DROP TABLE " + kept_name(number),
            "DELETE FROM main.evolve_kept WHERE number = " + std::to_string(number)};
}

std::string create_catalogue() {
    return "CREATE TABLE IF NOT EXISTS main.evolve_kept (number INTEGER PRIMARY KEY, "
           "at TEXT NOT NULL, from_version TEXT NOT NULL, to_version TEXT NOT NULL, "
           "direction TEXT NOT NULL, source TEXT NOT NULL, whole_table INTEGER NOT NULL, "
           "columns TEXT NOT NULL, counter, changed TEXT NOT NULL, rowids INTEGER NOT NULL, "
           "row_step INTEGER NOT NULL)";
}

}  // namespace evolve
