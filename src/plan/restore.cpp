#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/base/joined.hpp"
#include "evolve/plan/complement.hpp"
#include "plan/catalogue.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_pairs.hpp"

namespace evolve {

using namespace complement;

namespace {

/// The kept values of the columns that return: ", v1, v3".
std::string returning_values(const KeptTable& kept, const std::vector<Identifier>& columns) {
    std::string result;
    for (const Identifier& column : columns) result += ", " + kept_column(place_of(kept, column));
    return result;
}

void count_rows(Restore& restore, const Table& table) {
    restore.came_later = "SELECT count(*) FROM " + ddl::in_main(table.name) + " WHERE " +
                         among_kept(table, restore.number, "NOT ");
    restore.gone = "SELECT count(*) FROM " + kept_name(restore.number) + " WHERE " +
                   among_rows(table, restore.number, "NOT ");
}

/// The rows that return, kept and as they stand in the table afterwards.
void compare_rows(Restore& restore, const Table& table, const KeptTable& kept,
                  const std::vector<Identifier>& columns) {
    const std::string row = ddl::in_main(table.name);
    const std::string keys = key_list(table);
    const std::string from = kept_name(kept.number);
    restore.original = "SELECT " + keys + returning_values(kept, columns) + " FROM " + from +
                       " WHERE " + among_rows(table, kept.number) + " ORDER BY " + keys;
    restore.copy = "SELECT " + own_key(table, row) + quoted_list(columns, row + ".") + " FROM " +
                   row + " WHERE " + among_kept(table, kept.number) + " ORDER BY " +
                   binary_order(table, row);
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
                                          const std::set<Identifier>& added) {
    std::vector<Identifier> others;
    for (const Identifier& column : added)
        if (table.has_column(column) && std::ranges::find(returning, column) == returning.end())
            others.push_back(column);
    std::vector<std::string> statements;
    const std::string update = "UPDATE OR ABORT " + ddl::in_main(table.name) + " SET ";
    if (const std::string some = judged(table, returning); !some.empty())
        statements.push_back(update + some + " WHERE " + among_kept(table, kept.number, "NOT "));
    if (const std::string all = judged(table, others); !all.empty())
        statements.push_back(update + all);
    return statements;
}

std::string joined_name(const KeptTable& kept, const std::string& column) {
    return complement::joined_name(kept.number, column);
}

std::string joined_complement(const KeptTable& kept, const Table& table) {
    std::vector<std::string> columns;
    for (std::size_t i = 0; i < kept.columns.size(); ++i) {
        columns.push_back(kept_column(i));
        if (kept.has_changed(i)) columns.push_back(became_column(i));
    }
    if (kept.rowids) columns.emplace_back(rowid_column);
    return complement::joined_complement(kept.number, columns, table);
}

/// The values that return with the rows, kept and as they stand in the new table.
void compare_copies(Restore& restore, const Rebuild& rebuild, const KeptTable& kept,
                    const std::string& kept_values, const std::string& copied_values) {
    const std::string old_row = ddl::in_main(rebuild.before.name);
    const auto rows = both_tables(rebuild);
    if (kept_values.empty() || !rows) return;
    const std::string of_kept_rows =
        " FROM " + *rows + joined_complement(kept, rebuild.before) + " WHERE " +
        joined_name(kept, key_columns(rebuild.before).front()) + " IS NOT NULL ORDER BY " +
        binary_order(rebuild.before, old_row);
    restore.original = "SELECT " + kept_values.substr(2) + of_kept_rows;
    restore.copy = "SELECT " + copied_values.substr(2) + of_kept_rows;
}

}  // namespace

Restore restore(const Table& table, const KeptTable& kept, const std::vector<Identifier>& columns,
                const std::set<Identifier>& added, bool all) {
    const std::string row = ddl::in_main(table.name);
    Restore result{.number = kept.number, .source = table.name, .columns = columns};
    count_rows(result, table);
    result.statements = {"UPDATE OR ABORT " + row + " SET (" + quoted_list(columns).substr(2) +
                         ") = (SELECT " + returning_values(kept, columns).substr(2) + " FROM " +
                         kept_name(kept.number) + " WHERE " + is_row_of(table, row) + ") WHERE " +
                         among_kept(table, kept.number)};
    result.checks = judge_the_others(table, kept, columns, added);
    compare_rows(result, table, kept, columns);
    if (all) result.clean_up = drop_complement(kept.number);
    return result;
}

Restore restore_whole(const Table& table, const KeptTable& kept) {
    Restore result{.number = kept.number, .source = table.name, .whole_table = true};
    for (const Identifier& column : kept.columns)
        if (table.has_column(column)) result.columns.push_back(column);
    std::string into = quoted_list(result.columns);
    std::string values = returning_values(kept, result.columns);
    if (!table.without_rowid && !rowid_alias(table)) {
        into = ", " + ddl::quoted(row_key(table)->front()) + into;
        values = ", k" + values;
    }
    result.statements = {"INSERT OR ABORT INTO " + ddl::in_main(table.name) + " (" +
                         into.substr(2) + ") SELECT " + values.substr(2) + " FROM " +
                         kept_name(kept.number) + " ORDER BY " + key_list(table)};
    if (autoincrements(table))
        for (std::string& sql : restore_counter(table.name, kept.number))
            result.statements.push_back(std::move(sql));
    compare_rows(result, table, kept, result.columns);
    result.clean_up = drop_complement(kept.number);
    return result;
}

Restore restore_by_rebuild(Rebuild& rebuild, const KeptTable& kept,
                           const std::vector<Identifier>& columns, bool all) {
    const Table& table = rebuild.before;
    Restore result{.number = kept.number, .source = table.name, .columns = columns, .anew = true};
    rebuild.joined += joined_complement(kept, table);
    const std::string is_kept = joined_name(kept, key_columns(table).front()) + " IS NOT NULL";
    std::string changed;
    std::string kept_values;
    std::string copied_values;
    for (const Identifier& column : columns) {
        const auto source = std::ranges::find(rebuild.sources, column, &ColumnSource::column);
        EVOLVE_INVARIANT(source != rebuild.sources.end());
        const std::size_t place = place_of(kept, column);
        std::string condition = is_kept;
        if (kept.has_changed(place)) {
            const std::string now = ddl::quoted(table.name) + "." + ddl::quoted(column);
            const std::string became = joined_name(kept, became_column(place));
            condition += " AND " + is_same(now, became);
            changed += (changed.empty() ? "NOT " : " OR NOT ") + is_same(now, became);
        }
        const std::string value = joined_name(kept, kept_column(place));
        source->value =
            "CASE WHEN " + condition + " THEN " + value + " ELSE " + source->value + " END";
        kept_values += ", CASE WHEN " + condition + " THEN " + value + " END";
        copied_values += ", CASE WHEN " + condition + " THEN " + std::string(copied_row) + "." +
                         ddl::quoted(column) + " END";
    }
    compare_copies(result, rebuild, kept, kept_values, copied_values);
    if (kept.rowids && loses_rowid(rebuild.after, rebuild.before)) {
        const std::string rowid = joined_name(kept, rowid_column);
        rebuild.rowid =
            needs_pairs(rebuild) ? numbered_behind(rebuild, rowid, kept_name(kept.number)) : rowid;
        rebuild.order = " ORDER BY " + rowid + " IS NULL, " + rowid;
        result.rowids = true;
    }
    count_rows(result, table);
    if (columns.empty() || !changed.empty()) result.came_later.clear();
    if (!changed.empty())
        result.changed_since = "SELECT count(*) FROM " + ddl::in_main(table.name) +
                               joined_complement(kept, table) + " WHERE " + is_kept + " AND (" +
                               changed + ")";
    if (autoincrements(rebuild.after) && !autoincrements(rebuild.before))
        result.statements = restore_counter(rebuild.after.name, kept.number);
    if (all) result.clean_up = drop_complement(kept.number);
    return result;
}

}  // namespace evolve
