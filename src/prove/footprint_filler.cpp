#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/plan/lineage.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/prove/state_gen.hpp"
#include "prove/bench.hpp"
#include "prove/module_tables.hpp"
#include "prove/row_trial.hpp"
#include "prove/touched.hpp"

namespace evolve {
namespace {

/// The values of the row key, which are several columns in a table WITHOUT ROWID.
using KeyValues = std::vector<Value>;

std::vector<KeyValues> keys_of(sqlite::Connection& connection, const Table& table,
                               const std::vector<Identifier>& key) {
    std::string columns;
    for (const Identifier& column : key)
        columns += (columns.empty() ? "" : ", ") + ddl::quoted(column);
    std::vector<KeyValues> keys;
    auto rows = connection.prepare("SELECT " + columns + " FROM " + ddl::in_main(table.name));
    while (rows.step()) {
        KeyValues& values = keys.emplace_back();
        for (int i = 0; i < rows.column_count(); ++i) values.push_back(rows.value(i));
    }
    return keys;
}

/// "UPDATE … SET a = ?1, b = ?2 WHERE k = ?3"
std::string update_of(const Table& table, const std::vector<Identifier>& key,
                      const std::vector<const Column*>& columns) {
    std::string assignments;
    std::size_t number = 0;
    for (const Column* column : columns)
        assignments += (assignments.empty() ? "" : ", ") + ddl::quoted(column->name) + " = ?" +
                       std::to_string(++number);
    std::string condition;
    for (const Identifier& column : key)
        condition += (condition.empty() ? "" : " AND ") + ddl::quoted(column) + " = ?" +
                     std::to_string(++number);
    return "UPDATE OR ABORT " + ddl::in_main(table.name) + " SET " + assignments + " WHERE " +
           condition + returning_computed(table);
}

/// New values for the columns in most rows: for all at once, and where a constraint refuses one of
/// them for each alone.
void fill_columns(sqlite::Connection& connection, const Table& table,
                  const std::vector<const Column*>& columns, bool blobs, Chooser& chooser) {
    const auto key = row_key(table);
    if (!key) return;
    auto all = connection.prepare(update_of(table, *key, columns));
    std::vector<sqlite::Statement> singly;
    for (const Column* column : columns)
        singly.push_back(connection.prepare(update_of(table, *key, {column})));
    const auto bind = [&](sqlite::Statement& update, int parameter, const Column& column) {
        const Value* value = nullptr;
        do {
            const bool natural = !chooser.one_in(4);
            value = &chooser.pick(natural ? hazards(column.affinity()) : hazards());
        } while (!blobs && std::holds_alternative<Blob>(*value));
        update.borrow(parameter, *value);
    };
    const auto bind_key = [](sqlite::Statement& update, int parameter, const KeyValues& values) {
        for (const Value& value : values) update.borrow(parameter++, value);
    };
    for (const KeyValues& row : keys_of(connection, table, *key)) {
        if (chooser.one_in(6)) continue;
        bind_key(all, static_cast<int>(columns.size()) + 1, row);
        for (std::size_t i = 0; i < columns.size(); ++i)
            bind(all, static_cast<int>(i) + 1, *columns[i]);
        if (takes_row(all)) continue;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            bind_key(singly[i], 2, row);
            bind(singly[i], 1, *columns[i]);
            takes_row(singly[i]);
        }
    }
}

/// Those columns of the table whose values the migration made: added, or computed anew. But for
/// keys, by which rows are told apart.
std::vector<const Column*> made_columns(const Bench& bench, const Table& table) {
    const Subject& subject = bench.subject();
    const Lineage lineage = lineage_of(subject.migration.steps, subject.before);
    const TableLine* line = lineage.of(table.name);
    std::vector<const Column*> columns;
    if (line == nullptr) return columns;
    const auto key = primary_key(table);
    const auto changed = tables_with_changed_rows(subject).after;
    const bool any_rows =
        bench.changes_rows_since() && std::ranges::find(changed, table.name) != changed.end();
    for (const Column& column : table.columns) {
        const auto old = std::ranges::find(line->columns, column.name, &ColumnLine::now);
        const bool made = old == line->columns.end() || any_rows ||
                          (!old->same && bench.changes_computed_values());
        if (made && !column.is_generated() && std::ranges::find(key, column.name) == key.end())
            columns.push_back(&column);
    }
    return columns;
}

void fill_table(sqlite::Connection& connection, const Table& table, const RowsOf& rows) {
    std::string columns;
    std::string marks;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + ddl::quoted(rows.columns[i]);
        marks += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    auto insert =
        connection.prepare("INSERT OR ABORT INTO " + ddl::in_main(rows.table) + " (" + columns +
                           ") VALUES (" + marks + ")" + returning_computed(table));
    for (const auto& row : rows.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) insert.bind(static_cast<int>(i) + 1, row[i]);
        takes_row(insert);
    }
}

/// Every third row.
void delete_some(sqlite::Connection& connection, const Table& table, Chooser& chooser) {
    const auto key = row_key(table);
    if (!key) return;
    std::string condition;
    for (const Identifier& column : *key)
        condition += (condition.empty() ? "" : " AND ") + ddl::quoted(column) + " = ?" +
                     std::to_string(&column - key->data() + 1);
    auto remove =
        connection.prepare("DELETE FROM " + ddl::in_main(table.name) + " WHERE " + condition);
    for (const KeyValues& row : keys_of(connection, table, *key)) {
        if (!chooser.one_in(3)) continue;
        for (std::size_t i = 0; i < row.size(); ++i) remove.borrow(static_cast<int>(i) + 1, row[i]);
        takes_row(remove);
    }
}

/// What an application does to the rows of the tables whose rows the migration changes.
void change_rows(Bench& bench, Chooser& chooser) {
    const Subject& subject = bench.subject();
    const State rows = StateMaker(subject.after, subject.migration.steps)
                           .make({.encoding = bench.shape().encoding}, Size::small, {},
                                 {bench.options().turn, subject.path_digest, chooser.next()});
    for (const Identifier& name : tables_with_changed_rows(subject).after) {
        const Table& table = subject.after.existing_table(name);
        delete_some(bench.connection(), table, chooser);
        for (const RowsOf& fresh : rows.tables)
            if (fresh.table == name) fill_table(bench.connection(), table, fresh);
    }
}

}  // namespace

void fill_footprint(Bench& bench) {
    const Subject& subject = bench.subject();
    Chooser chooser(bench.options().turn, subject.path_digest);
    sqlite::Connection& connection = bench.connection();
    connection.execute("BEGIN");
    for (const Table& table : subject.after.tables) {
        const auto columns = made_columns(bench, table);
        const bool blobs =
            bench.shape().encoding == Encoding::utf8 || !computes(subject.after, table);
        if (!columns.empty()) fill_columns(connection, table, columns, blobs, chooser);
    }
    const Lineage lineage = lineage_of(subject.migration.steps, subject.before);
    const auto lasting = lasting_tables(subject.migration.steps, subject.before);
    const auto was_there = [&](const Identifier& table) {
        return lineage.of(table) != nullptr ||
               std::ranges::any_of(
                   lasting, [&](const ModuleTable& each) { return each.table.name == table; });
    };
    const auto is_new = [&](const auto& table) {
        return !was_there(table.name) && !is_made_of_rows(subject.migration, table.name);
    };
    if (std::ranges::any_of(subject.after.tables, is_new) ||
        std::ranges::any_of(subject.after.virtual_tables, is_new)) {
        const State rows =
            make_state(subject.after, {.encoding = bench.shape().encoding}, Size::small, {},
                       {bench.options().turn, subject.path_digest, chooser.next()});
        for (const RowsOf& table : rows.tables)
            if (!was_there(table.table))
                fill_table(connection, *table_like(subject.after, table.table), table);
    }
    // Last, so that rows which the steps would name stay so.
    if (bench.changes_rows_since()) change_rows(bench, chooser);
    fill_indexes(connection, subject.after);
    connection.execute("COMMIT");
}

}  // namespace evolve
