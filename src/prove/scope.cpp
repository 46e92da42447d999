#include "evolve/prove/scope.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "evolve/prove/hazards.hpp"
#include "prove/base_rows.hpp"
#include "prove/column_facts.hpp"
#include "prove/footprint_columns.hpp"

namespace evolve {
namespace {

constexpr std::uint64_t very_many = std::numeric_limits<std::uint64_t>::max() / 4;

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
    return b != 0 && a > very_many / b ? very_many : std::min(a * b, very_many);
}

std::uint64_t sum(std::uint64_t a, std::uint64_t b) { return std::min(a + b, very_many); }

/// How many contents a table of up to so many rows has, if each row has so many.
std::uint64_t contents_of(std::uint64_t of_a_row, std::size_t rows) {
    std::uint64_t all = 1;
    std::uint64_t of_rows = 1;
    for (std::size_t row = 0; row < rows; ++row) {
        of_rows = product(of_rows, of_a_row);
        all = sum(all, of_rows);
    }
    return all;
}

void add_once(std::vector<Value>& pool, const Value& value) {
    if (std::ranges::none_of(pool, [&](const Value& each) { return identical(each, value); }))
        pool.push_back(value);
}

/// All values that are tried in a column, those first that say most: a pool is cut at its end.
std::vector<Value> whole_pool(const ColumnFacts& facts) {
    std::vector<Value> pool;
    if (facts.nullable) pool.emplace_back(Null());
    for (const Value& value : facts.wanted) add_once(pool, value);
    for (const Value& value : facts.literals) add_once(pool, value);
    for (const Value& value : facts.taken->values) add_once(pool, value);
    for (const Value& value : hazards(facts.affinity)) add_once(pool, value);
    for (const Value& value : hazards()) add_once(pool, value);
    return pool;
}

}  // namespace

Scope::Scope(const Subject& subject, ScopeSize size, std::uint64_t seed)
    : base_(base_rows(subject, size.rows, seed)), rows_(size.rows) {
    find_columns(subject);
    fit(size.most_states);
}

void Scope::find_columns(const Subject& subject) {
    const FootprintColumns footprint = footprint_columns(subject);
    for (std::size_t i = 0; i < base_.tables.size(); ++i) {
        const RowsOf& rows = base_.tables[i];
        if (!footprint.touches(rows.table)) continue;
        tables_.push_back(i);
        for (std::size_t column = 0; column < rows.columns.size(); ++column)
            add_column(subject, i, column, footprint.has(rows.table, rows.columns[column]));
    }
}

/// Its pool holds what the table takes there in a row of the base.
void Scope::add_column(const Subject& subject, std::size_t table, std::size_t column,
                       bool together) {
    const RowsOf& rows = base_.tables[table];
    const auto place = subject.before.table(rows.table);
    if (!place || rows.rows.empty()) return;
    const Table& of = subject.before.tables[*place];
    const auto position = of.position_of(rows.columns[column]);
    if (!position) return;  // the rowid, which tells rows apart
    std::vector<ColumnFacts> facts = facts_of(subject.before, of);
    add_wanted(expressions_of(subject.migration.steps), of, facts);
    sqlite::Connection connection = database_before(subject);
    Varied varied{table, column, {}, together};
    for (const Value& value : whole_pool(facts[*position])) {
        std::vector<Value> row = rows.rows.front();
        row[column] = value;
        connection.execute("SAVEPOINT one");
        if (takes(connection, subject, rows, row)) varied.pool.push_back(value);
        connection.execute("ROLLBACK TO one");
        connection.execute("RELEASE one");
    }
    if (!varied.pool.empty()) columns_.push_back(std::move(varied));
}

std::uint64_t Scope::count(const std::vector<std::size_t>& columns, std::size_t values) const {
    std::uint64_t all = 1;
    for (std::size_t table : tables_) {
        std::uint64_t of_a_row = 1;
        for (std::size_t column : columns)
            if (columns_[column].table == table)
                of_a_row = product(of_a_row, std::min(values, columns_[column].pool.size()));
        all = product(all, contents_of(of_a_row, std::min(rows_, base_.tables[table].rows.size())));
    }
    return all;
}

/// The first holds every number of rows, and the columns that vary together.
std::vector<Scope::Family> Scope::families(std::size_t values, bool together) const {
    std::vector<Family> all(1);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (together && columns_[i].together)
            all.front().columns.push_back(i);
        else
            all.push_back({{i}, 0});
    }
    for (Family& family : all) family.states = count(family.columns, values);
    return all;
}

void Scope::fit(std::uint64_t most_states) {
    const auto total = [](const std::vector<Family>& families) {
        std::uint64_t states = 0;
        for (const Family& family : families) states = sum(states, family.states);
        return states;
    };
    std::size_t most = 1;
    for (const Varied& column : columns_) most = std::max(most, column.pool.size());
    const bool together = total(families(std::min<std::size_t>(most, 2), true)) <= most_states;
    values_ = most;
    while (values_ > 1 && total(families(values_, together)) > most_states) --values_;
    families_ = families(values_, together);
    bound_ = {rows_, total(families_), {}, {}};
    for (std::size_t table : tables_)
        bound_.tables.push_back({std::string(base_.tables[table].table.view()),
                                 std::min(rows_, base_.tables[table].rows.size())});
    for (const Varied& column : columns_) {
        const RowsOf& rows = base_.tables[column.table];
        bound_.columns.push_back({std::string(rows.table.view()),
                                  std::string(rows.columns[column.column].view()),
                                  std::min(values_, column.pool.size()), column.pool.size(),
                                  !(together && column.together)});
    }
}

StatePtr Scope::state(std::uint64_t number) const {
    std::size_t family = 0;
    while (number >= families_[family].states) number -= families_[family++].states;
    State state = base_;
    state.shape.bystanders = false;
    const auto draw = [&](std::uint64_t of) {
        const std::uint64_t digit = number % of;
        number /= of;
        return digit;
    };
    for (std::size_t table : tables_) {
        std::vector<const Varied*> varied;
        std::uint64_t of_a_row = 1;
        for (std::size_t column : families_[family].columns)
            if (columns_[column].table == table) {
                varied.push_back(&columns_[column]);
                of_a_row = product(of_a_row, std::min(values_, columns_[column].pool.size()));
            }
        auto& rows = state.tables[table].rows;
        const std::size_t most = std::min(rows_, rows.size());
        std::uint64_t content = draw(contents_of(of_a_row, most));
        std::size_t count = 0;
        for (std::uint64_t of = 1; content >= of; of = product(of, of_a_row), ++count)
            content -= of;
        rows.resize(count);
        for (auto& row : rows)
            for (const Varied* column : varied) {
                const std::size_t values = std::min(values_, column->pool.size());
                row[column->column] = column->pool[content % values];
                content /= values;
            }
    }
    return std::make_shared<const State>(std::move(state));
}

}  // namespace evolve
