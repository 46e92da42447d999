#include "prove/base_rows.hpp"

#include <algorithm>
#include <string>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/state_gen.hpp"
#include "prove/module_tables.hpp"
#include "prove/references.hpp"
#include "prove/row_trial.hpp"

namespace evolve {
namespace {

constexpr std::uint64_t most_attempts = 64;

bool is_full(const State& state, std::size_t rows) {
    return std::ranges::all_of(state.tables,
                               [&](const RowsOf& table) { return table.rows.size() >= rows; });
}

/// Takes rows of a random state over, as far as they are wanted and the tables take them.
void add_rows(sqlite::Connection& connection, const Subject& subject, const State& random,
              std::size_t rows, State& state) {
    for (std::size_t i = 0; i < random.tables.size(); ++i)
        for (const auto& row : random.tables[i].rows)
            if (state.tables[i].rows.size() < rows &&
                takes(connection, subject, random.tables[i], row))
                state.tables[i].rows.push_back(row);
}

bool takes_all(const Subject& subject, const State& state) {
    sqlite::Connection connection = database_before(subject);
    return std::ranges::all_of(state.tables, [&](const RowsOf& table) {
        return std::ranges::all_of(
            table.rows, [&](const auto& row) { return takes(connection, subject, table, row); });
    });
}

}  // namespace

sqlite::Connection database_before(const Subject& subject) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    for (const std::string& sql : ddl::write(subject.before)) connection.execute(sql);
    return connection;
}

bool takes(sqlite::Connection& connection, const Subject& subject, const RowsOf& rows,
           const std::vector<Value>& row) {
    const auto table = table_like(subject.before, rows.table);
    if (!table) return false;
    std::string columns;
    std::string marks;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + ddl::quoted(rows.columns[i]);
        marks += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    if (columns.empty()) return false;
    auto insert =
        connection.prepare("INSERT OR ABORT INTO " + ddl::in_main(rows.table) + " (" + columns +
                           ") VALUES (" + marks + ")" + returning_computed(*table));
    for (std::size_t i = 0; i < row.size(); ++i) insert.bind(static_cast<int>(i) + 1, row[i]);
    return takes_row(insert);
}

State base_rows(const Subject& subject, std::size_t rows, std::uint64_t seed) {
    sqlite::Connection connection = database_before(subject);
    const StateMaker maker(subject.before, subject.migration.steps, subject.profile.get());
    State state;
    for (std::uint64_t attempt = 0; attempt < most_attempts; ++attempt) {
        const State random = maker.make({}, Size::medium, {}, {seed, subject.path_digest, attempt});
        if (attempt == 0) {
            state = random;
            for (RowsOf& table : state.tables) table.rows.clear();
        }
        add_rows(connection, subject, random, rows, state);
        if (is_full(state, rows)) break;
    }
    // They come from several states: where it can be, let them refer to each other.
    State referring = state;
    referring.tables.resize(std::min(referring.tables.size(), subject.before.tables.size()));
    Chooser chooser(seed, subject.path_digest);
    refer_to_parents(subject.before, referring.tables, chooser);
    for (std::size_t i = referring.tables.size(); i < state.tables.size(); ++i)
        referring.tables.push_back(state.tables[i]);
    return takes_all(subject, referring) ? referring : state;
}

}  // namespace evolve
