#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/bench.hpp"

namespace evolve {
namespace {

/// Runs a statement whose values a constraint may refuse; whether it did not. It says OR ABORT,
/// since the constraint may say ROLLBACK.
bool try_step(sqlite::Statement& statement) {
    try {
        statement.step();
        return true;
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::constraint) throw;
        return false;
    }
}

std::vector<std::int64_t> keys_of(sqlite::Connection& connection, const TableView& view) {
    std::vector<std::int64_t> keys;
    auto rows = connection.prepare("SELECT " + ddl::quoted(view.columns.front()) + " FROM " +
                                   ddl::in_main(view.table));
    while (rows.step()) keys.push_back(rows.integer(0));
    return keys;
}

std::string update_of(const TableView& view, const std::vector<const Column*>& columns) {
    std::string assignments;
    for (std::size_t i = 0; i < columns.size(); ++i)
        assignments +=
            (i == 0 ? "" : ", ") + ddl::quoted(columns[i]->name) + " = ?" + std::to_string(i + 2);
    return "UPDATE OR ABORT " + ddl::in_main(view.table) + " SET " + assignments + " WHERE " +
           ddl::quoted(view.columns.front()) + " = ?1";
}

/// New values for the columns in most rows: for all at once, and where a constraint refuses one of
/// them for each alone.
void fill_columns(sqlite::Connection& connection, const TableView& view,
                  const std::vector<const Column*>& columns, Chooser& chooser) {
    const auto keys = keys_of(connection, view);
    auto all = connection.prepare(update_of(view, columns));
    std::vector<sqlite::Statement> singly;
    for (const Column* column : columns)
        singly.push_back(connection.prepare(update_of(view, {column})));
    const auto bind = [&](sqlite::Statement& update, int parameter, const Column& column) {
        const bool natural = !chooser.one_in(4);
        update.borrow(parameter,
                      natural ? chooser.pick(hazards(column.affinity())) : chooser.pick(hazards()));
    };
    for (std::int64_t key : keys) {
        if (chooser.one_in(6)) continue;
        all.bind(1, key);
        for (std::size_t i = 0; i < columns.size(); ++i)
            bind(all, static_cast<int>(i) + 2, *columns[i]);
        if (try_step(all)) continue;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            singly[i].bind(1, key);
            bind(singly[i], 2, *columns[i]);
            try_step(singly[i]);
        }
    }
}

/// What the migration added to the table of the view and did not drop again.
std::vector<const Column*> added_columns(const Subject& subject, const TableView& view) {
    std::vector<const Column*> columns;
    for (const Step& step : subject.migration.steps)
        if (const auto* add = std::get_if<AddColumn>(&step.kind());
            add != nullptr && add->table == view.table &&
            std::ranges::find(view.columns, add->column.name) != view.columns.end())
            columns.push_back(&add->column);
    return columns;
}

bool creates_a_table(const Subject& subject) {
    return std::ranges::any_of(subject.after.tables, [&](const Table& table) {
        return !subject.before.table(table.name).has_value();
    });
}

void fill_table(sqlite::Connection& connection, const RowsOf& rows) {
    std::string columns;
    std::string marks;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + ddl::quoted(rows.columns[i]);
        marks += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    auto insert = connection.prepare("INSERT OR ABORT INTO " + ddl::in_main(rows.table) + " (" +
                                     columns + ") VALUES (" + marks + ")");
    for (const auto& row : rows.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) insert.bind(static_cast<int>(i) + 1, row[i]);
        try_step(insert);
    }
}

}  // namespace

void fill_footprint(Bench& bench) {
    const Subject& subject = bench.subject();
    Chooser chooser(bench.options().turn, subject.path_digest);
    sqlite::Connection& connection = bench.connection();
    connection.execute("BEGIN");
    const std::vector<TableView> views = views_of(subject.after);
    for (const TableView& view : views) {
        const auto columns = added_columns(subject, view);
        if (!columns.empty()) fill_columns(connection, view, columns, chooser);
    }
    if (creates_a_table(subject)) {
        const State rows = make_state(subject.after, {}, Size::small, {},
                                      {bench.options().turn, subject.path_digest, chooser.next()});
        for (const RowsOf& table : rows.tables)
            if (!subject.before.table(table.table)) fill_table(connection, table);
    }
    connection.execute("COMMIT");
}

}  // namespace evolve
