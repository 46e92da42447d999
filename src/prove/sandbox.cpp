#include "evolve/prove/sandbox.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/bystanders.hpp"

namespace evolve {
namespace {

sqlite::Connection empty_database(const Shape& shape) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    if (shape.encoding != Encoding::utf8)
        connection.execute("PRAGMA encoding = '" + std::string(text_of(shape.encoding)) + "'");
    return connection;
}

/// Another order of declaration than the graph's: the columns backwards.
Schema shuffled(Schema schema) {
    for (Table& table : schema.tables) std::ranges::reverse(table.columns);
    return schema;
}

std::string insert_into(const RowsOf& rows) {
    std::string columns;
    std::string values;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + ddl::quoted(rows.columns[i]);
        values += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    return "INSERT OR ABORT INTO " + ddl::in_main(rows.table) + " (" + columns + ") VALUES (" +
           values + ")";
}

/// A state that was made smaller may have lost the steps that added some of its columns.
RowsOf without_unknown_columns(RowsOf rows, const Table& table) {
    for (std::size_t i = rows.columns.size(); i > 0; --i) {
        const Identifier& column = rows.columns[i - 1];
        if (table.has_column(column) || column == Identifier(rowid_name(table))) continue;
        for (auto& row : rows.rows) row.erase(row.begin() + static_cast<std::ptrdiff_t>(i - 1));
        rows.columns.erase(rows.columns.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
    return rows;
}

void set_counter(sqlite::Connection& connection, const RowsOf& rows) {
    auto update =
        connection.prepare("UPDATE main.sqlite_sequence SET seq = max(seq, ?1) WHERE name = ?2");
    update.bind(1, *rows.counter);
    update.bind(2, rows.table.text());
    update.step();
}

}  // namespace

Schema schema_of(const Subject& subject, const Shape& shape) {
    Schema schema = shape.shuffled_columns ? shuffled(subject.before) : subject.before;
    for (std::size_t step : shape.done)
        if (auto next = applied(subject.migration.steps[step], schema)) schema = std::move(*next);
    return schema;
}

Sandbox::Sandbox(const Subject& subject, std::span<const StatePtr> states)
    : connection_(empty_database(states.front()->shape)) {
    const Shape& shape = states.front()->shape;
    schema_ = shape.shuffled_columns ? shuffled(subject.before) : subject.before;
    connection_.execute("BEGIN");
    for (const std::string& sql : ddl::write(schema_)) connection_.execute(sql);
    for (std::size_t number : shape.done) {
        const Step& step = subject.migration.steps[number];
        auto next = applied(step, schema_);
        if (!next) continue;
        for (const std::string& sql : statements(step, schema_)) connection_.execute(sql);
        schema_ = std::move(*next);
    }
    if (shape.bystanders) add_bystanders(connection_);
    for (const StatePtr& state : states) load(*state);
    connection_.execute("COMMIT");
}

void Sandbox::load(const State& state) {
    for (const RowsOf& rows : state.tables)
        if (const auto table = schema_.table(rows.table))
            load(without_unknown_columns(rows, schema_.tables[*table]));
}

void Sandbox::load(const RowsOf& rows) {
    if (rows.rows.empty()) return;
    auto insert = connection_.prepare(insert_into(rows));
    for (const std::vector<Value>& row : rows.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) insert.bind(static_cast<int>(i) + 1, row[i]);
        try {
            insert.step();
            ++loaded_.rows;
        } catch (const sqlite::Failure& failure) {
            if (failure.kind() != sqlite::FailureKind::constraint) throw;
            ++loaded_.refused;
        }
    }
    if (rows.counter) set_counter(connection_, rows);
}

}  // namespace evolve
