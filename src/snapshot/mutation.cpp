#include "snapshot/mutation.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "evolve/prove/hazards.hpp"
#include "evolve/prove/value_text.hpp"
#include "prove/column_facts.hpp"
#include "prove/module_tables.hpp"
#include "prove/references.hpp"

namespace evolve {
namespace {

using Row = std::vector<Value>;

/// A key that no row has, where keys are integers.
void give_new_key(const RowsOf& rows, Row& row) {
    std::int64_t most = 0;
    for (const Row& each : rows.rows)
        if (const auto* key = std::get_if<std::int64_t>(&each.front()); key != nullptr)
            most = std::max(most, *key);
    if (std::holds_alternative<std::int64_t>(row.front()) &&
        most < std::numeric_limits<std::int64_t>::max())
        row.front() = most + 1;
}

Value another_value(const RowsOf& rows, std::size_t column, Chooser& chooser) {
    switch (chooser.below(4)) {
        case 0: return Null();
        case 1: return rows.rows[chooser.below(rows.rows.size())][column];
        default: return chooser.pick(hazards());
    }
}

}  // namespace

WantedValues wanted_values(const Subject& subject, const State& state) {
    const auto expressions = expressions_of(subject.migration.steps);
    WantedValues all;
    for (const RowsOf& rows : state.tables) {
        auto& wanted = all.emplace_back(rows.columns.size());
        const auto table = table_like(subject.before, rows.table);
        if (!table) continue;
        auto facts = facts_of(subject.before, *table);
        add_wanted(expressions, *table, facts);
        for (std::size_t i = 0; i < facts.size(); ++i)
            if (const std::size_t place = place_of(rows, table->columns[i].name);
                place < wanted.size())
                wanted[place] = std::move(facts[i].wanted);
    }
    return all;
}

std::string mutate_rows(State& state, Chooser& chooser, const WantedValues& wanted) {
    std::vector<RowsOf*> filled;
    for (RowsOf& rows : state.tables)
        if (!rows.rows.empty()) filled.push_back(&rows);
    if (filled.empty()) return "";
    RowsOf& rows = *filled[chooser.below(filled.size())];
    const std::size_t place = chooser.below(rows.rows.size());
    const std::string row =
        std::string(rows.table.view()) + ": row " + text_of(rows.rows[place].front());
    const std::size_t choice = chooser.below(8);
    if (choice == 0) {
        rows.rows.erase(rows.rows.begin() + static_cast<std::ptrdiff_t>(place));
        return row + " is gone";
    }
    if (choice == 1) {
        Row twin = rows.rows[place];
        give_new_key(rows, twin);
        rows.rows.push_back(std::move(twin));
        return row + " is there twice";
    }
    if (rows.columns.size() < 2) return "";
    const std::size_t column = 1 + chooser.below(rows.columns.size() - 1);
    const std::size_t table = static_cast<std::size_t>(&rows - state.tables.data());
    const Value value = !wanted.empty() && !wanted[table][column].empty() && chooser.one_in(3)
                            ? chooser.pick(std::span<const Value>(wanted[table][column]))
                            : another_value(rows, column, chooser);
    rows.rows[place][column] = value;
    return row + ": " + std::string(rows.columns[column].view()) + " is " + text_of(value);
}

std::string mutate_shape(State& state, const Schedule& schedule, Chooser& chooser) {
    const Shape other = schedule.unit(chooser.below(schedule.units())).shape;
    switch (chooser.below(4)) {
        case 0: state.shape.encoding = other.encoding; break;
        case 1: state.shape.shuffled_columns = other.shuffled_columns; break;
        case 2: state.shape.bystanders = other.bystanders; break;
        default: state.shape.done = other.done; break;
    }
    return "another shape";
}

}  // namespace evolve
