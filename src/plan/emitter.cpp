#include "plan/emitter.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/rebuild.hpp"
#include "evolve/step/row_steps.hpp"
#include "plan/computed.hpp"

namespace evolve {
namespace {

const AddColumn* added_by(const Step& step) { return std::get_if<AddColumn>(&step.kind()); }

/// Whether the step changes what the table is made of.
bool concerns(const Step& step, const Identifier& table) {
    return std::visit(overloaded{
                          [&](const AddColumn& add) { return add.table == table; },
                          [&](const DropColumn& drop) { return drop.table == table; },
                          [&](const AlterColumn& alter) { return alter.table == table; },
                          [&](const AlterTable& alter) { return alter.table.name == table; },
                          [&](const RenameTable& rename) { return rename.to == table; },
                          [&](const RenameColumn& rename) { return rename.table == table; },
                          [](const auto&) { return false; },
                      },
                      step.kind());
}

std::vector<Precondition> preconditions_of(const Index& index, const Schema& schema) {
    return preconditions(index, schema.existing_table(index.table));
}

}  // namespace

bool has_columns_of(const Table& table, const KeptTable& kept) {
    std::set<Identifier> own;
    for (const Column& column : table.columns)
        if (!column.is_generated()) own.insert(column.name);
    return own == std::set(kept.columns.begin(), kept.columns.end());
}

std::vector<Identifier> lost_columns(const TableChange& change) {
    std::vector<Identifier> columns;
    for (const Column& column : change.before().columns) {
        const auto lost = std::ranges::find(change.lost(), column.name, &LostColumn::column);
        if (lost != change.lost().end() && lost->keep) columns.push_back(column.name);
    }
    return columns;
}

std::string move_statistics(const Identifier& from, const Identifier& to) {
    return "UPDATE main.sqlite_stat1 SET tbl = " + ddl::string_literal(to.view()) +
           " WHERE tbl = " + ddl::string_literal(from.view());
}

Emitter::Emitter(const Present& present, const std::vector<Identifier>& edited, const LegSteps& leg,
                 PlannedMigration& planned, std::int64_t& next_number)
    : present_(present),
      edited_(edited),
      leg_(leg),
      planned_(planned),
      next_number_(next_number),
      way_{planned.from(), planned.to(), planned.direction},
      returning_(present, leg_, groups_, way_) {}

std::optional<Refusal> Emitter::emit() {
    groups_ = fused(leg_.steps, leg_.done, leg_.before);
    std::vector<const TableGroup*> group_at(leg_.steps.size(), nullptr);
    std::vector<bool> alone(leg_.steps.size(), true);
    for (const TableGroup& group : groups_) {
        for (std::size_t member : group.members) alone[member] = false;
        group_at[group.members.back()] = &group;
    }
    for (std::size_t place = 0; place < leg_.steps.size(); ++place) {
        if (leg_.done[place]) continue;
        if (alone[place])
            if (auto refusal = emit_alone(place)) return refusal;
        if (group_at[place] == nullptr) continue;
        if (auto refusal = emit(*group_at[place])) return refusal;
    }
    for (std::size_t place = 0; place < leg_.steps.size(); ++place)
        if (const auto* create = std::get_if<CreateTable>(&leg_.steps[place].kind()))
            if (!leg_.done[place]) restore_created(place, create->table.name);
    compute_virtual_columns();
    drop_unused_complements();
    keep_indexes_in_step();
    return std::nullopt;
}

/// … of the tables whose rows or columns a step changes, behind it.
void Emitter::compute_virtual_columns() {
    for (std::size_t place = 0; place < leg_.steps.size(); ++place) {
        PlannedStep& planned = planned_.steps[place];
        if (leg_.done[place] || planned.together) continue;
        const Schema& after = leg_.after[place];
        std::vector<Identifier> tables;
        if (!planned.copies.empty() || may_make_uncomputable(leg_.steps[place]))
            tables.push_back(planned.table);
        if (const auto* sql = std::get_if<Sql>(&leg_.steps[place].kind())) {
            tables = sql->yields.writes;
            for (const Table& table : sql->yields.makes.tables)
                if (std::ranges::find(tables, table.name) == tables.end())
                    tables.push_back(table.name);
        }
        for (const Identifier& name : tables)
            if (const auto table = after.table(name))
                for (std::string& sql : computations(after.tables[*table]))
                    planned.statements.push_back(std::move(sql));
    }
}

/// Fills a table that the leg creates with what the opposite one kept of it. The way up did each
/// step and dropped the table last, so that on the way down it is filled first, and what else was
/// kept returns to its rows. The way down drops a table as it finds it, so that on the way up it is
/// filled last, when it has the name and the columns under which it was dropped.
void Emitter::restore_created(std::size_t place, Identifier name) {
    // What was done before SQL was not undone step by step, but went with the table.
    const bool sql_follows =
        std::any_of(leg_.steps.begin() + static_cast<std::ptrdiff_t>(place), leg_.steps.end(),
                    [](const Step& step) { return std::holds_alternative<Sql>(step.kind()); });
    const KeptTable* found = nullptr;
    std::size_t where = place;
    for (std::size_t i = place; i < leg_.steps.size(); ++i) {
        const Step& step = leg_.steps[i];
        const auto* drop = std::get_if<DropTable>(&step.kind());
        if (drop != nullptr && drop->table == name) break;
        if (std::holds_alternative<Sql>(step.kind())) break;
        const auto* rename = std::get_if<RenameTable>(&step.kind());
        if (rename != nullptr && rename->table == name) name = rename->to;
        const PlannedStep& planned = planned_.steps[i];
        const bool anew = !planned.copies.empty() && planned.table == name;
        if (planned.together || (i != place && !anew && !concerns(step, name))) continue;
        const bool by_steps = way_.direction == Direction::down ||
                              (!sql_follows && !returning_.kept_of(name, false).empty());
        if (found != nullptr && by_steps) break;
        const Table& table = leg_.after[i].existing_table(name);
        for (const KeptTable* kept : returning_.kept_of(name, true))
            if (row_key(table) && has_columns_of(table, *kept)) {
                found = kept;
                where = i;
                break;
            }
    }
    if (found == nullptr) return;
    const Table& table = leg_.after[where].existing_table(found->source);
    planned_.steps[where].restores.push_back(restore_whole(table, *found));
    returning_.use_up(*found, found->columns);
}

std::optional<Refusal> Emitter::emit_alone(std::size_t place) {
    PlannedStep& planned = planned_.steps[place];
    const Step& step = leg_.steps[place];
    if (changes_rows(step)) return emit_rows(place);
    if (const auto* sql = std::get_if<Sql>(&step.kind())) {
        emit(*sql, place);
        return std::nullopt;
    }
    planned.statements = statements(step, leg_.before[place]);
    if (const auto* drop = std::get_if<DropVirtualTable>(&step.kind())) emit(*drop, place);
    if (const auto* create = std::get_if<CreateVirtualTable>(&step.kind())) emit(*create, place);
    if (const auto* create = std::get_if<CreateIndex>(&step.kind()))
        planned.preconditions = preconditions_of(create->index, leg_.before[place]);
    if (const auto* drop = std::get_if<DropTable>(&step.kind()); drop != nullptr && drop->keep) {
        const Schema& schema = leg_.before[place];
        const Table& table = schema.existing_table(drop->table);
        if (!row_key(table)) return Refusal{Why::no_row_key, table.name};
        if (table.columns.size() >= detail::most_columns)  // a complement has one column more
            return Refusal{Why::too_many_columns, Identifier(kept_table_name(next_number_))};
        planned.keeps.push_back(keep_whole(table, next_number_++, way_));
    }
    if (const auto* rename = std::get_if<RenameTable>(&step.kind());
        rename != nullptr && present_.statistics)
        planned.statements.push_back(move_statistics(rename->table, rename->to));
    return std::nullopt;
}

std::optional<Refusal> Emitter::emit(const TableGroup& group) {
    return can_stay_in_place(group) ? emit_in_place(group) : emit_rebuild(group);
}

/// Whether the table of that step has a definition in which SQLite would not find the place for
/// another column.
bool Emitter::is_edited(std::size_t place, Identifier table) const {
    while (place-- > 0) {
        const auto* rename = std::get_if<RenameTable>(&leg_.steps[place].kind());
        if (rename != nullptr && !leg_.done[place] && rename->to == table) table = rename->table;
    }
    return std::ranges::find(edited_, table) != edited_.end();
}

/// Each step by itself: columns are added at the end, and at most one is dropped (SQLite writes all
/// rows anew for each).
bool Emitter::can_stay_in_place(const TableGroup& group) const {
    std::size_t drops = 0;
    bool changed = false;
    bool index_comes = false;
    for (std::size_t place : group.members) {
        const Step& step = leg_.steps[place];
        const Schema& before = leg_.before[place];
        if (const AddColumn* add = added_by(step)) {
            if (!can_add_in_place(*add, before.existing_table(add->table)) ||
                is_edited(place, add->table))
                return false;
            if (index_comes) return false;  // over values that may still have to return
            changed = true;
        } else if (std::holds_alternative<DropColumn>(step.kind())) {
            ++drops;
            changed = true;
        } else if (std::holds_alternative<CreateIndex>(step.kind())) {
            index_comes = changed;
        } else if (std::holds_alternative<AlterColumn>(step.kind()) ||
                   std::holds_alternative<AlterTable>(step.kind())) {
            return false;
        }
    }
    const auto kept = returning_.kept_of(group.change.before().name, false);
    const bool by_key = !kept.empty() || !lost_columns(group.change).empty();
    const bool has_key = row_key(group.change.before()) && row_key(group.change.after());
    return drops <= 1 && (has_key || !by_key);
}

std::optional<Refusal> Emitter::emit_in_place(const TableGroup& group) {
    const Table& table = group.change.before();
    std::size_t last_addition = group.members.front();
    std::set<Identifier> added;
    for (std::size_t place : group.members) {
        planned_.steps[place].statements = statements(leg_.steps[place], leg_.before[place]);
        if (const auto* create = std::get_if<CreateIndex>(&leg_.steps[place].kind()))
            planned_.steps[place].preconditions =
                preconditions_of(create->index, leg_.before[place]);
        const AddColumn* add = added_by(leg_.steps[place]);
        if (add == nullptr || !group.change.after().has_column(add->column.name)) continue;
        added.insert(add->column.name);
        last_addition = place;
    }
    if (const auto lost = lost_columns(group.change); !lost.empty()) {
        if (lost.size() >= detail::most_columns)  // a complement has one column more
            return Refusal{Why::too_many_columns, Identifier(kept_table_name(next_number_))};
        planned_.steps[group.members.front()].keeps.push_back(
            keep(table, lost, next_number_++, way_));
    }
    for (const KeptTable* kept : returning_.kept_of(table.name, false)) {
        const auto columns = returning_.columns(*kept, group);
        if (columns.empty()) continue;
        const bool all = returning_.use_up(*kept, columns);
        planned_.steps[last_addition].restores.push_back(
            restore(group.change.after(), *kept, columns, added, all));
    }
    return std::nullopt;
}

}  // namespace evolve
