#include <algorithm>
#include <set>
#include <string>
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
                                        const SqlLines& lines) {
    std::vector<Identifier> gone;
    for (const Column& column : before.columns)
        if (!column.is_generated() && !lines.column_after(before.name, column.name, after))
            gone.push_back(column.name);
    return gone;
}

std::set<Identifier> columns_that_come(const Table& before, const Table& after,
                                       const SqlLines& lines) {
    std::set<Identifier> come;
    for (const Column& column : after.columns)
        if (!column.is_generated() && !lines.was_there(after.name, column.name, before))
            come.insert(column.name);
    return come;
}

/// Whether rows of the table may not be told apart any more: they are called by their rowids alone,
/// and the table was made again by hand, on this way or the other, which gives them other ones
/// unless the statements take care. Where that is claimed the laws tell whether they do.
bool may_be_renumbered(const Sql& step, const Table& table, const SqlLines& lines,
                       const Schema& after) {
    if (step.claims.value_or(StepClass::lossy) != StepClass::lossy) return false;
    if (table.without_rowid || rowid_alias(table)) return false;
    if (lines.of(table.name) == nullptr) return true;
    SqlLines opposite(after);
    for (const Text& statement : step.down.value_or(std::vector<Text>()))
        opposite.follow(statement);
    return opposite.from(table.name) == nullptr;
}

/// What is not brought back, since its rows may be called otherwise now.
void say_what_stays(PlannedStep& planned, const std::vector<const KeptTable*>& kept) {
    if (kept.empty()) return;
    const std::string words = "; what was kept of " + std::string(kept.front()->source.view()) +
                              " stays in " + kept_table_name(kept.front()->number) +
                              ", since its rows may have other rowids";
    planned.wording.plan += words;
    planned.wording.done += words;
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
        const auto now = lines.successor(table.name, after);
        if (!can_be_kept(table)) continue;
        if (!now) {
            planned.keeps.push_back(keep_whole(table, next_number_++, way_));
            continue;
        }
        const auto gone = columns_that_go(table, after.tables[*now], lines);
        if (!gone.empty()) planned.keeps.push_back(keep(table, gone, next_number_++, way_));
    }
    for (const VirtualTable& table : before.virtual_tables)
        keep_dropped_by_sql(planned, table, after);
    for (const VirtualTable& table : after.virtual_tables)
        if (!before.virtual_table(table.name)) bring_back_to_sql(planned, step, table);
    for (const Table& table : after.tables) {
        if (!row_key(table)) continue;
        const auto then = lines.predecessor(table.name, before);
        const bool stays = may_be_renumbered(step, table, lines, after);
        if (then && stays)
            say_what_stays(planned, returning_.kept_of(table.name, false));
        else if (then)
            bring_columns_back(planned, table,
                               columns_that_come(before.tables[*then], table, lines));
        else if (stays && inserts_into(step, table.name))
            say_what_stays(planned, returning_.kept_of(table.name, true));
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
