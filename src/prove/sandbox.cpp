#include "evolve/prove/sandbox.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/run/broken_others.hpp"
#include "prove/bystanders.hpp"
#include "prove/fitting_rows.hpp"
#include "prove/module_tables.hpp"
#include "prove/row_trial.hpp"

namespace evolve {
namespace {

/// Pages are the smallest and the largest where the encoding is another too, so that rows go over
/// many pages and into one.
void encode(sqlite::Connection& connection, Encoding encoding) {
    if (encoding == Encoding::utf8) return;
    connection.execute(encoding == Encoding::utf16le ? "PRAGMA page_size = 512"
                                                     : "PRAGMA page_size = 65536");
    connection.execute("PRAGMA encoding = '" + std::string(text_of(encoding)) + "'");
}

/// Another order of declaration than the graph's: the columns backwards.
Schema shuffled(Schema schema) {
    for (Table& table : schema.tables) std::ranges::reverse(table.columns);
    return schema;
}

std::string insert_into(const RowsOf& rows, const Table& table,
                        const std::vector<std::size_t>& places) {
    std::string columns;
    std::string values;
    for (std::size_t i = 0; i < places.size(); ++i) {
        columns += (i == 0 ? "" : ", ") + ddl::quoted(rows.columns[places[i]]);
        values += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    return "INSERT OR ABORT INTO " + ddl::in_main(rows.table) + " (" + columns + ") VALUES (" +
           values + ")" + returning_computed(table);
}

/// The places of the columns that the table has: a state that was made smaller may have lost the
/// steps that added some of them.
std::vector<std::size_t> known_columns(const RowsOf& rows, const Table& table) {
    const Identifier rowid(rowid_name(table));
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < rows.columns.size(); ++i)
        if (table.has_column(rows.columns[i]) || rows.columns[i] == rowid) places.push_back(i);
    return places;
}

/// Whether an expression of the column would read that other one.
bool reads(const Column& column, const Identifier& other) {
    return std::ranges::any_of(column.constraints, [&](const ColumnConstraint& constraint) {
        if (const auto* check = std::get_if<Check>(&constraint.rule))
            return mentions(check->condition, other);
        const auto* computed = std::get_if<Generated>(&constraint.rule);
        return computed != nullptr && mentions(computed->value, other);
    });
}

/// Whether what the step makes names a column that its table has not yet: its name in double quotes
/// is a string until then.
bool names_a_later_column(const Step& step, const Subject& subject, const Schema& schema) {
    const auto* add = std::get_if<AddColumn>(&step.kind());
    const auto* create = std::get_if<CreateIndex>(&step.kind());
    if (add == nullptr && create == nullptr) return false;
    const Identifier& table = add != nullptr ? add->table : create->index.table;
    const auto position = schema.table(table);
    if (!position) return false;
    return std::ranges::any_of(subject.migration.steps, [&](const Step& other) {
        const auto* later = std::get_if<AddColumn>(&other.kind());
        if (later == nullptr || later == add || later->table != table ||
            schema.tables[*position].has_column(later->column.name))
            return false;
        return add != nullptr ? reads(add->column, later->column.name)
                              : names_column(create->index, later->column.name);
    });
}

/// A state that was shrunk may lack the step by which its table counts.
void set_counter(sqlite::Connection& connection, const RowsOf& rows, const Table& table) {
    if (!rows.counter || !autoincrements(table)) return;
    auto update =
        connection.prepare("UPDATE main.sqlite_sequence SET seq = max(seq, ?1) WHERE name = ?2");
    update.bind(1, *rows.counter);
    update.bind(2, table.name.text());
    update.step();
}

}  // namespace

std::vector<std::size_t> feasible_steps(const Subject& subject,
                                        const std::vector<std::size_t>& order) {
    Schema schema = subject.before;
    std::vector<std::size_t> feasible;
    for (std::size_t number : order) {
        const Step& step = subject.migration.steps[number];
        if (names_a_later_column(step, subject, schema)) continue;
        auto next = applied(step, schema);
        if (!next) continue;
        schema = std::move(*next);
        feasible.push_back(number);
    }
    return feasible;
}

Schema schema_of(const Subject& subject, const Shape& shape) {
    Schema schema = shape.shuffled_columns ? shuffled(subject.before) : subject.before;
    for (std::size_t step : shape.done)
        if (auto next = applied(subject.migration.steps[step], schema)) schema = std::move(*next);
    return schema;
}

sqlite::Connection empty_database(const Subject& subject, const Shape& shape) {
    auto connection = sqlite::Connection::memory({.access = sqlite::Access::write});
    encode(connection, shape.encoding);
    connection.execute("BEGIN");
    const bool shuffle = shape.shuffled_columns;
    for (const std::string& sql : ddl::write(shuffle ? shuffled(subject.before) : subject.before))
        connection.execute(sql);
    connection.execute("COMMIT");
    return connection;
}

Sandbox::Sandbox(const Subject& subject, std::span<const StatePtr> states)
    : Sandbox(subject, states, empty_database(subject, states.front()->shape)) {}

Sandbox::Sandbox(const Subject& subject, std::span<const StatePtr> states, sqlite::Connection empty)
    : connection_(std::move(empty)) {
    const Shape& shape = states.front()->shape;
    schema_ = shape.shuffled_columns ? shuffled(subject.before) : subject.before;
    connection_.execute("BEGIN");
    for (std::size_t number : shape.done) {
        const Step& step = subject.migration.steps[number];
        auto next = applied(step, schema_);
        if (!next) continue;
        const BrokenOthers broken(connection_, step);
        for (const auto& list :
             {broken.removal(step), statements(step, schema_), broken.restoration(step)})
            for (const std::string& sql : list) connection_.execute(sql);
        schema_ = std::move(*next);
    }
    if (shape.bystanders) add_bystanders(connection_);
    if (shape.left_behind) add_left_behind(connection_);
    load(states);
    if (shape.fitting) {
        const std::size_t gone = take_out_contradictions(connection_, subject);
        loaded_.rows -= std::min(gone, loaded_.rows);
        loaded_.refused += gone;
    }
    fill_indexes(connection_, schema_);
    connection_.execute("COMMIT");
}

/// Table by table, so that a pack needs one statement for each.
void Sandbox::load(std::span<const StatePtr> states) {
    for (std::size_t i = 0; i < states.front()->tables.size(); ++i) {
        const RowsOf& first = states.front()->tables[i];
        const auto table = table_like(schema_, first.table);
        if (!table) continue;
        const auto places = known_columns(first, *table);
        if (places.empty()) continue;
        auto insert = connection_.prepare(insert_into(first, *table, places));
        for (const StatePtr& state : states) {
            load(state->tables[i], places, insert);
            set_counter(connection_, state->tables[i], *table);
        }
    }
}

void Sandbox::load(const RowsOf& rows, const std::vector<std::size_t>& places,
                   sqlite::Statement& insert) {
    for (const std::vector<Value>& row : rows.rows) {
        for (std::size_t i = 0; i < places.size(); ++i)
            insert.borrow(static_cast<int>(i) + 1, row[places[i]]);
        ++(takes_row(insert) ? loaded_.rows : loaded_.refused);
    }
}

}  // namespace evolve
