#include "evolve/plan/complement.hpp"

#include <algorithm>
#include <optional>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve {
namespace {

/// The name that tells the rows of a table apart; nothing where three columns hide the rowid.
std::optional<Identifier> row_key(const Table& table) {
    if (const auto alias = rowid_alias(table)) return table.columns[*alias].name;
    const std::string_view rowid = rowid_name(table);
    return rowid.empty() ? std::nullopt : std::optional(Identifier(rowid));
}

std::string value_column(std::size_t index) { return "v" + std::to_string(index + 1); }

std::string value_columns(std::size_t count) {
    std::string result;
    for (std::size_t i = 0; i < count; ++i) result += ", " + value_column(i);
    return result;
}

std::string listed(const std::vector<Identifier>& columns) {
    std::string result;
    for (const Identifier& column : columns) result += ", " + ddl::quoted(column);
    return result;
}

std::string kept_name(std::int64_t number) {
    return ddl::in_main(Identifier(std::string_view(kept_table_name(number))));
}

std::string json_array(const std::vector<Identifier>& columns) {
    // Not json_array(…): SQLite takes at most 127 arguments of a function.
    std::string result;
    for (const Identifier& column : columns)
        result += (result.empty() ? "(" : ", (") + ddl::string_literal(column.view()) + ")";
    return "(SELECT json_group_array(column1) FROM (VALUES " + result + "))";
}

/// The AUTOINCREMENT counter of the table, as an expression.
std::string counter_of(const Table& table) {
    if (!autoincrements(table)) return "NULL";
    return "(SELECT seq FROM main.sqlite_sequence WHERE name = " +
           ddl::string_literal(table.name.view()) + ")";
}

std::string catalogue_row(const Keep& keep, const Table& table, const Leg& leg) {
    const auto text = [](std::string_view value) { return ddl::string_literal(value); };
    return "INSERT INTO main.evolve_kept VALUES (" + std::to_string(keep.number) +
           ", strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), " + text(text_of(leg.from)) + ", " +
           text(text_of(leg.to)) + ", " + text(text_of(leg.direction)) + ", " +
           text(table.name.view()) + ", " + (keep.whole_table ? "1" : "0") + ", " +
           json_array(keep.columns) + ", " +
           (keep.whole_table ? counter_of(table) : std::string("NULL")) + ")";
}

Keep kept(const Table& table, Keep keep, const Leg& leg) {
    EVOLVE_INVARIANT(has_row_key(table));
    const std::string key = ddl::quoted(*row_key(table));
    const std::string into = kept_name(keep.number);
    const std::string values = value_columns(keep.columns.size());
    const std::string rows =
        "SELECT " + key + listed(keep.columns) + " FROM " + ddl::in_main(table.name);
    keep.statements = {
        create_catalogue(),
        "CREATE TABLE " + into + " (k INTEGER PRIMARY KEY" + values + ")",
        "INSERT INTO " + into + " (k" + values + ") " + rows,
        catalogue_row(keep, table, leg),
    };
    keep.original = rows + " ORDER BY " + key;
    keep.copy = "SELECT k" + values + " FROM " + into + " ORDER BY k";
    return keep;
}

/// The kept values of the columns that return: "v1, v3".
std::string returning_values(const KeptTable& kept, const std::vector<Identifier>& columns) {
    std::string result;
    for (const Identifier& column : columns) {
        const auto place = std::ranges::find(kept.columns, column) - kept.columns.begin();
        result += ", " + value_column(static_cast<std::size_t>(place));
    }
    return result;
}

std::vector<std::string> insert_rows(const Table& table, const KeptTable& kept,
                                     const std::vector<Identifier>& columns, const std::string& key,
                                     const std::string& values) {
    const bool alias = rowid_alias(table).has_value();
    const std::string target = ddl::in_main(table.name);
    const std::string into = alias ? listed(columns).substr(2) : key + listed(columns);
    std::vector<std::string> statements{"INSERT OR ABORT INTO " + target + " (" + into +
                                        ") SELECT " + (alias ? values.substr(2) : "k" + values) +
                                        " FROM " + kept_name(kept.number) + " ORDER BY k"};
    if (!autoincrements(table)) return statements;
    const std::string name = ddl::string_literal(table.name.view());
    const std::string number = std::to_string(kept.number);
    statements.push_back("DELETE FROM main.sqlite_sequence WHERE name = " + name);
    statements.push_back("INSERT INTO main.sqlite_sequence (name, seq) SELECT " + name +
                         ", counter FROM main.evolve_kept WHERE number = " + number +
                         " AND counter IS NOT NULL");
    return statements;
}

std::vector<std::string> update_rows(const Table& table, const KeptTable& kept,
                                     const std::vector<Identifier>& columns, const std::string& key,
                                     const std::string& values) {
    const std::string target = ddl::in_main(table.name);
    const std::string from = kept_name(kept.number);
    return {"UPDATE OR ABORT " + target + " SET (" + listed(columns).substr(2) + ") = (SELECT " +
            values.substr(2) + " FROM " + from + " WHERE k = " + target + "." + key + ") WHERE " +
            key + " IN (SELECT k FROM " + from + ")"};
}

/// The columns that have a CHECK, as what an UPDATE sets to themselves, so that SQLite judges them.
std::string judged(const Table& table, const std::vector<Identifier>& columns) {
    std::string assignments;
    for (const Identifier& column : columns)
        if (table.columns[*table.position_of(column)].has<Check>())
            assignments += (assignments.empty() ? "" : ", ") + ddl::quoted(column) + " = " +
                           ddl::quoted(column);
    return assignments;
}

/// Has SQLite judge what was added while it did not: of the columns that return the rows that
/// nothing is kept of, since those have the defaults, and of the others all rows.
std::vector<std::string> judge_the_others(const Table& table, const KeptTable& kept,
                                          const std::vector<Identifier>& returning,
                                          const std::set<Identifier>& added,
                                          const std::string& key) {
    std::vector<Identifier> others;
    for (const Identifier& column : added)
        if (table.has_column(column) && std::ranges::find(returning, column) == returning.end())
            others.push_back(column);
    std::vector<std::string> statements;
    const std::string update = "UPDATE OR ABORT " + ddl::in_main(table.name) + " SET ";
    if (const std::string some = judged(table, returning); !some.empty())
        statements.push_back(update + some + " WHERE " + key + " NOT IN (SELECT k FROM " +
                             kept_name(kept.number) + ")");
    if (const std::string all = judged(table, others); !all.empty())
        statements.push_back(update + all);
    return statements;
}

}  // namespace

std::string kept_table_name(std::int64_t number) { return "evolve_kept_" + std::to_string(number); }

std::string create_catalogue() {
    return "CREATE TABLE IF NOT EXISTS main.evolve_kept (number INTEGER PRIMARY KEY, "
           "at TEXT NOT NULL, from_version TEXT NOT NULL, to_version TEXT NOT NULL, "
           "direction TEXT NOT NULL, source TEXT NOT NULL, whole_table INTEGER NOT NULL, "
           "columns TEXT NOT NULL, counter)";
}

bool has_row_key(const Table& table) { return row_key(table).has_value(); }

Keep keep(const Table& table, const std::vector<Identifier>& columns, std::int64_t number,
          const Leg& leg) {
    return kept(table, {.number = number, .source = table.name, .columns = columns}, leg);
}

Keep keep_whole(const Table& table, std::int64_t number, const Leg& leg) {
    Keep all{.number = number, .source = table.name, .whole_table = true};
    for (const Column& column : table.columns) all.columns.push_back(column.name);
    return kept(table, std::move(all), leg);
}

Restore restore(const Table& table, const KeptTable& kept, const std::vector<Identifier>& columns,
                const std::set<Identifier>& added) {
    const std::string key = ddl::quoted(*row_key(table));
    const std::string target = ddl::in_main(table.name);
    const std::string from = kept_name(kept.number);
    const std::string values = returning_values(kept, columns);
    Restore result{.number = kept.number,
                   .source = table.name,
                   .whole_table = kept.whole_table,
                   .columns = columns};
    result.came_later =
        "SELECT count(*) FROM " + target + " WHERE " + key + " NOT IN (SELECT k FROM " + from + ")";
    result.gone =
        "SELECT count(*) FROM " + from + " WHERE k NOT IN (SELECT " + key + " FROM " + target + ")";
    result.statements = kept.whole_table ? insert_rows(table, kept, columns, key, values)
                                         : update_rows(table, kept, columns, key, values);
    if (!kept.whole_table) result.checks = judge_the_others(table, kept, columns, added, key);
    result.original = "SELECT k" + values + " FROM " + from + " WHERE k IN (SELECT " + key +
                      " FROM " + target + ") ORDER BY k";
    result.copy = "SELECT " + key + listed(columns) + " FROM " + target + " WHERE " + key +
                  " IN (SELECT k FROM " + from + ") ORDER BY " + key;
    if (columns.size() == kept.columns.size())
        result.clean_up = {"DROP TABLE " + from, "DELETE FROM main.evolve_kept WHERE number = " +
                                                     std::to_string(kept.number)};
    return result;
}

}  // namespace evolve
