#include "snapshot/mutation.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "evolve/prove/hazards.hpp"

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

void mutate_rows(State& state, Chooser& chooser) {
    std::vector<RowsOf*> filled;
    for (RowsOf& rows : state.tables)
        if (!rows.rows.empty()) filled.push_back(&rows);
    if (filled.empty()) return;
    RowsOf& rows = *filled[chooser.below(filled.size())];
    const std::size_t place = chooser.below(rows.rows.size());
    const std::size_t choice = chooser.below(8);
    if (choice == 0) {
        rows.rows.erase(rows.rows.begin() + static_cast<std::ptrdiff_t>(place));
    } else if (choice == 1) {
        Row row = rows.rows[place];
        give_new_key(rows, row);
        rows.rows.push_back(std::move(row));
    } else if (rows.columns.size() > 1) {
        const std::size_t column = 1 + chooser.below(rows.columns.size() - 1);
        rows.rows[place][column] = another_value(rows, column, chooser);
    }
}

}  // namespace evolve
