#include "plan/preserved.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "evolve/ddl/quote.hpp"

namespace evolve {
namespace {

/// A table as its rows are read to be compared: the columns that are the same before and after.
struct Reading {
    const Table& table;
    std::vector<Identifier> columns;
    bool by_rowid = false;
};

/// Reads them in the order of the rowids, where those are to be the same and can be read, else of
/// the key of a table WITHOUT ROWID, else of all that is read.
std::string rows_of(const Reading& reading) {
    std::string columns;
    std::string order;
    const auto add = [](std::string& list, const std::string& part) {
        list += (list.empty() ? "" : ", ") + part;
    };
    if (reading.by_rowid) {
        const auto alias = rowid_alias(reading.table);
        add(columns, alias ? ddl::quoted(reading.table.columns[*alias].name)
                           : ddl::quoted(Identifier(rowid_name(reading.table))));
        order = "1";
    }
    for (const Identifier& column : reading.columns) {
        add(columns, ddl::quoted(column));
        if (!reading.by_rowid) add(order, ddl::quoted(column) + " COLLATE BINARY");
    }
    return "SELECT " + (columns.empty() ? "count(*)" : columns) + " FROM " +
           ddl::in_main(reading.table.name) + (order.empty() ? "" : " ORDER BY " + order);
}

/// A VIRTUAL column of REAL affinity, whose values SQLite 3.40 gives as 2 or as 2.0, as it happens
/// to sort them. What they are computed from is read.
bool is_unsteady(const Table& table, const Identifier& name) {
    const Column& column = table.columns[*table.position_of(name)];
    const auto* rule = column.rule<Generated>();
    return rule != nullptr && rule->storage != GeneratedStorage::stored &&
           affinity_in(table, column) == Affinity::real;
}

/// The columns by their names, before or after.
std::vector<Identifier> same_columns(const TableLine& line, Identifier ColumnLine::*name,
                                     const Table& before) {
    std::vector<Identifier> columns;
    for (const ColumnLine& column : line.columns)
        if (column.same && !is_unsteady(before, column.before)) columns.push_back(column.*name);
    return columns;
}

/// The key of a table WITHOUT ROWID leads what is read, so that it decides the order.
void lead_with_key(std::vector<Identifier>& before, std::vector<Identifier>& after,
                   const Table& table) {
    if (!table.without_rowid) return;
    std::size_t place = 0;
    for (const Identifier& key : primary_key(table)) {
        const auto found = std::ranges::find(before, key);
        if (found == before.end()) continue;
        const auto at = static_cast<std::size_t>(found - before.begin());
        if (at < place) continue;
        std::swap(before[place], before[at]);
        std::swap(after[place], after[at]);
        ++place;
    }
}

/// What is the rowid before and afterwards leads what is read anyhow.
void leave_out_rowid(std::vector<Identifier>& before_names, std::vector<Identifier>& after_names,
                     const Table& before, const Table& after) {
    const auto old_alias = rowid_alias(before);
    const auto new_alias = rowid_alias(after);
    if (!old_alias || !new_alias) return;
    const auto old_place = std::ranges::find(before_names, before.columns[*old_alias].name);
    const auto new_place = std::ranges::find(after_names, after.columns[*new_alias].name);
    if (old_place == before_names.end() ||
        old_place - before_names.begin() != new_place - after_names.begin())
        return;
    before_names.erase(old_place);
    after_names.erase(new_place);
}

/// One that a step before has added is not there yet.
bool has_columns(const Table& table, const std::vector<Identifier>& columns) {
    return std::ranges::all_of(columns,
                               [&](const Identifier& column) { return table.has_column(column); });
}

/// One more query for both: behind what must not change stands what is set aside. The key of what
/// is set aside is the rowid, and so is the order of both.
ReadAlong read_along(const Table& before, std::vector<Identifier> same, const Keep& kept) {
    ReadAlong along{.number = kept.number};
    const int width = 1 + static_cast<int>(same.size());
    along.preserved.resize(static_cast<std::size_t>(width));
    std::iota(along.preserved.begin(), along.preserved.end(), 0);
    along.kept.push_back(0);
    for (std::size_t i = 0; i < kept.columns.size(); ++i)
        along.kept.push_back(width + static_cast<int>(i));
    same.insert(same.end(), kept.columns.begin(), kept.columns.end());
    along.rows = rows_of({before, same, true});
    return along;
}

}  // namespace

bool has_rowid(const Table& table) {
    return rowid_alias(table).has_value() || !rowid_name(table).empty();
}

const Keep* kept_at_first(const Plan& plan, const Identifier& table) {
    for (const PlannedMigration& migration : plan.migrations)
        for (const PlannedStep& step : migration.steps) {
            if (step.already_there) continue;
            if (step.table == table && step.copies.empty() && step.keeps.size() == 1 &&
                !step.keeps.front().whole_table)
                return &step.keeps.front();
            const bool renamed = std::holds_alternative<RenameTable>(step.step.kind()) ||
                                 std::holds_alternative<RenameColumn>(step.step.kind());
            if (renamed || step.work == Work::rewrite || !step.restores.empty()) return nullptr;
        }
    return nullptr;
}

Preserved preserved_of(const TableLine& line, const Table& before, const Table& after,
                       const Keep* kept) {
    std::vector<Identifier> old_names = same_columns(line, &ColumnLine::before, before);
    std::vector<Identifier> new_names = same_columns(line, &ColumnLine::now, before);
    lead_with_key(old_names, new_names, before);
    const bool by_rowid = line.same_rowid && has_rowid(before) && has_rowid(after);
    if (by_rowid) leave_out_rowid(old_names, new_names, before, after);
    Preserved preserved{line.before, line.now, rows_of({before, old_names, by_rowid}),
                        rows_of({after, new_names, by_rowid}), std::nullopt};
    if (kept != nullptr && by_rowid && has_columns(before, kept->columns))
        preserved.along = read_along(before, old_names, *kept);
    return preserved;
}

}  // namespace evolve
