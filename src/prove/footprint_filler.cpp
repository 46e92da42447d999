#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/prove/hazards.hpp"
#include "evolve/prove/state_gen.hpp"
#include "evolve/sqlite/failure.hpp"
#include "prove/bench.hpp"

namespace evolve {
namespace {

/// Runs a statement whose values a constraint may refuse. It says OR ABORT, since the constraint
/// may say ROLLBACK.
void try_step(sqlite::Statement& statement) {
    try {
        statement.step();
    } catch (const sqlite::Failure& failure) {
        if (failure.kind() != sqlite::FailureKind::constraint) throw;
    }
}

std::vector<std::int64_t> keys_of(sqlite::Connection& connection, const TableView& view) {
    std::vector<std::int64_t> keys;
    auto rows = connection.prepare("SELECT " + ddl::quoted(view.columns.front()) + " FROM " +
                                   ddl::in_main(view.table));
    while (rows.step()) keys.push_back(rows.integer(0));
    return keys;
}

void fill_column(sqlite::Connection& connection, const TableView& view, const Column& column,
                 Chooser& chooser) {
    const auto keys = keys_of(connection, view);
    auto update = connection.prepare("UPDATE OR ABORT " + ddl::in_main(view.table) + " SET " +
                                     ddl::quoted(column.name) + " = ?1 WHERE " +
                                     ddl::quoted(view.columns.front()) + " = ?2");
    for (std::int64_t key : keys) {
        if (chooser.one_in(6)) continue;
        const bool natural = !chooser.one_in(4);
        update.bind(1,
                    natural ? chooser.pick(hazards(column.affinity())) : chooser.pick(hazards()));
        update.bind(2, key);
        try_step(update);
    }
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
    for (const Step& step : subject.migration.steps) {
        const auto* add = std::get_if<AddColumn>(&step.kind());
        if (add == nullptr) continue;
        const auto view = std::ranges::find(views, add->table, &TableView::table);
        if (view != views.end()) fill_column(connection, *view, add->column, chooser);
    }
    const State rows = make_state(subject.after, {}, Size::small, {},
                                  {bench.options().turn, subject.path_digest, chooser.next()});
    for (const RowsOf& table : rows.tables)
        if (!subject.before.table(table.table)) fill_table(connection, table);
    connection.execute("COMMIT");
}

}  // namespace evolve
