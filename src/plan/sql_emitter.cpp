#include <algorithm>
#include <set>
#include <utility>

#include "evolve/step/names.hpp"
#include "plan/complement_sql.hpp"
#include "plan/emitter.hpp"

// Steps of SQL that a person wrote. What they drop according to their `yields` is set aside before
// them, and what comes back is filled after them (DESIGN section 4): whatever the statements
// themselves put there, of rows that were kept the kept values hold.

namespace evolve {
namespace {

std::vector<Identifier> columns_that_go(const Table& before, const Table& after,
                                        const SqlLine* line) {
    std::vector<Identifier> gone;
    for (const Column& column : before.columns) {
        if (column.is_generated()) continue;
        Identifier now = column.name;
        if (line != nullptr) {
            const auto pair =
                std::ranges::find(line->columns, column.name, &SqlLine::ColumnLine::first);
            if (pair != line->columns.end()) now = pair->second;
        }
        if (!after.has_column(now)) gone.push_back(column.name);
    }
    return gone;
}

std::set<Identifier> columns_that_come(const Table& before, const Table& after,
                                       const SqlLine* line) {
    std::set<Identifier> come;
    for (const Column& column : after.columns) {
        const bool was_there = line == nullptr ? before.has_column(column.name)
                                               : std::ranges::find(line->columns, column.name,
                                                                   &SqlLine::ColumnLine::second) !=
                                                     line->columns.end();
        if (!was_there && !column.is_generated()) come.insert(column.name);
    }
    return come;
}

/// The table after the statements that was this one: under its line, or made again under its name
/// where no other one got that.
std::optional<std::size_t> table_after(const Identifier& name, const SqlLine* line,
                                       const SqlLines& lines, const Schema& after) {
    if (line != nullptr) return after.table(line->now);
    return lines.of(name) != nullptr ? std::nullopt : after.table(name);
}

std::optional<std::size_t> table_before(const Identifier& name, const SqlLine* line,
                                        const SqlLines& lines, const Schema& before) {
    if (line != nullptr) return before.table(line->before);
    return lines.from(name) != nullptr ? std::nullopt : before.table(name);
}

/// Fits into a complement, which has one column more.
bool can_be_kept(const Table& table) {
    return row_key(table).has_value() && table.columns.size() < detail::most_columns;
}

}  // namespace

void Emitter::emit(const Sql& step, std::size_t place) {
    PlannedStep& planned = planned_.steps[place];
    const Schema& before = leg_.before[place];
    const Schema& after = leg_.after[place];
    const SqlLines lines = lines_of(step, before);
    planned.restricted = statements(step, before);
    for (const Table& table : before.tables) {
        const SqlLine* line = lines.from(table.name);
        const auto now = table_after(table.name, line, lines, after);
        if (!can_be_kept(table)) continue;
        if (!now) {
            planned.keeps.push_back(keep_whole(table, next_number_++, way_));
            continue;
        }
        const auto gone = columns_that_go(table, after.tables[*now], line);
        if (!gone.empty()) planned.keeps.push_back(keep(table, gone, next_number_++, way_));
    }
    for (const Table& table : after.tables) {
        if (!row_key(table)) continue;
        const SqlLine* line = lines.of(table.name);
        const auto then = table_before(table.name, line, lines, before);
        // By hand rows may have got other numbers, which are all that tells them apart.
        const bool renumbered = line == nullptr && !table.without_rowid && !rowid_alias(table);
        if (then && renumbered) continue;
        if (!then && renumbered && inserts_into(step, table.name)) continue;
        if (then)
            bring_columns_back(planned, table,
                               columns_that_come(before.tables[*then], table, line));
        else
            bring_table_back(planned, table);
    }
}

void Emitter::bring_columns_back(PlannedStep& planned, const Table& table,
                                 const std::set<Identifier>& come) {
    if (come.empty()) return;
    for (const KeptTable* kept : returning_.kept_of(table.name, false)) {
        std::vector<Identifier> columns;
        for (const Identifier& column : returning_.unused_of(*kept))
            if (come.contains(column)) columns.push_back(column);
        if (columns.empty()) continue;
        const bool all = returning_.use_up(*kept, columns);
        planned.restores.push_back(restore(table, *kept, columns, come, all));
        return;
    }
}

/// The statements may have put rows there of which some were kept.
void Emitter::bring_table_back(PlannedStep& planned, const Table& table) {
    for (const KeptTable* kept : returning_.kept_of(table.name, true)) {
        if (!has_columns_of(table, *kept)) continue;
        Restore whole = restore_whole(table, *kept);
        whole.statements.insert(whole.statements.begin(),
                                "DELETE FROM " + ddl::in_main(table.name) + " WHERE " +
                                    complement::among_kept(table, kept->number));
        planned.restores.push_back(std::move(whole));
        returning_.use_up(*kept, kept->columns);
        return;
    }
}

}  // namespace evolve
