#include "plan/emitter.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/rebuild.hpp"
#include "plan/complement_sql.hpp"
#include "plan/row_pairs.hpp"

namespace evolve {
namespace {

template <class Range>
void append(std::vector<std::string>& statements, Range&& more) {
    std::ranges::move(more, std::back_inserter(statements));
}

const AddColumn* added_by(const Step& step) { return std::get_if<AddColumn>(&step.kind()); }

/// What is lost to the new table and is to be kept, in the order of the columns.
std::vector<Identifier> lost_columns(const TableChange& change) {
    std::vector<Identifier> columns;
    for (const Column& column : change.before().columns) {
        const auto lost = std::ranges::find(change.lost(), column.name, &LostColumn::column);
        if (lost != change.lost().end() && lost->keep) columns.push_back(column.name);
    }
    return columns;
}

/// Rows of an ordinary table that would get other rowids, for which there is no reason but that
/// columns hide the rowid.
bool would_renumber(const Rebuild& rebuild) {
    return !rebuild.before.without_rowid && !rebuild.after.without_rowid &&
           !rowid_alias(rebuild.after) && !carries_rowid(rebuild.before, rebuild.after);
}

/// The statistics of ANALYZE go with a table that is dropped.
std::string move_statistics(const Identifier& from, const Identifier& to) {
    return "UPDATE main.sqlite_stat1 SET tbl = " + ddl::string_literal(to.view()) +
           " WHERE tbl = " + ddl::string_literal(from.view());
}

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

/// Whether the column's values are not just those of the old one.
bool is_made(const ColumnSource& source) { return !source.origin || source.converts; }

bool reads_both_tables(const PlannedStep& planned) {
    return !planned.keeps.empty() || !planned.judgements.empty() ||
           std::ranges::any_of(planned.restores,
                               [](const Restore& each) { return !each.original.empty(); });
}

/// Whether the values kept of a dropped table are those of this one.
bool has_columns_of(const Table& table, const KeptTable& kept) {
    std::set<Identifier> own;
    for (const Column& column : table.columns)
        if (!column.is_generated()) own.insert(column.name);
    return own == std::set(kept.columns.begin(), kept.columns.end());
}

}  // namespace

Emitter::Emitter(const Present& present, const LegSteps& leg, PlannedMigration& planned,
                 std::int64_t& next_number)
    : present_(present),
      leg_(leg),
      planned_(planned),
      next_number_(next_number),
      way_{planned.from(), planned.to(), planned.direction} {}

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
    return std::nullopt;
}

/// Fills a table that the leg creates with what the opposite one kept of it. The way up did each
/// step and dropped the table last, so that on the way down it is filled first, and what else was
/// kept returns to its rows. The way down drops a table as it finds it, so that on the way up it is
/// filled last, when it has the name and the columns under which it was dropped.
void Emitter::restore_created(std::size_t place, Identifier name) {
    const KeptTable* found = nullptr;
    std::size_t where = place;
    for (std::size_t i = place; i < leg_.steps.size(); ++i) {
        const Step& step = leg_.steps[i];
        const auto* drop = std::get_if<DropTable>(&step.kind());
        if (drop != nullptr && drop->table == name) break;
        const auto* rename = std::get_if<RenameTable>(&step.kind());
        if (rename != nullptr && rename->table == name) name = rename->to;
        const PlannedStep& planned = planned_.steps[i];
        const bool anew = !planned.copies.empty() && planned.table == name;
        if (planned.together || (i != place && !anew && !concerns(step, name))) continue;
        const bool by_steps = way_.direction == Direction::down || !kept_of(name, false).empty();
        if (found != nullptr && by_steps) break;
        const Table& table = leg_.after[i].existing_table(name);
        for (const KeptTable* kept : kept_of(name, true))
            if (row_key(table) && has_columns_of(table, *kept)) {
                found = kept;
                where = i;
                break;
            }
    }
    if (found == nullptr) return;
    const Table& table = leg_.after[where].existing_table(found->source);
    planned_.steps[where].restores.push_back(restore_whole(table, *found));
    use_up(*found, found->columns);
}

std::optional<Refusal> Emitter::emit_alone(std::size_t place) {
    PlannedStep& planned = planned_.steps[place];
    const Step& step = leg_.steps[place];
    planned.statements = statements(step, leg_.before[place]);
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
            if (!can_add_in_place(*add, before.existing_table(add->table))) return false;
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
    const auto kept = kept_of(group.change.before().name, false);
    const bool rowids = std::ranges::any_of(kept, &KeptTable::rowids);
    const bool by_key = !kept.empty() || !lost_columns(group.change).empty();
    const bool has_key = row_key(group.change.before()) && row_key(group.change.after());
    return drops <= 1 && !rowids && (has_key || !by_key);
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
    for (const KeptTable* kept : kept_of(table.name, false)) {
        const auto columns = returning(*kept, group);
        if (columns.empty()) continue;
        const bool all = use_up(*kept, columns);
        planned_.steps[last_addition].restores.push_back(
            restore(group.change.after(), *kept, columns, added, all));
    }
    return std::nullopt;
}

/// The indexes and triggers that the table has afterwards: as they are written where nothing has
/// changed them (pitfall A10), those that the graph ignores among them.
std::vector<std::string> Emitter::dependants(const TableGroup& group) const {
    const Schema& after = leg_.after[group.members.back()];
    const Identifier& name = group.change.after().name;
    const auto as_written = [&](const auto& object, std::string fresh) {
        for (const SchemaObject& text : present_.texts) {
            if (text.name != object.name) continue;
            const auto definition = ddl::parse_definition(text.sql);
            using Object = std::decay_t<decltype(object)>;
            const auto* known = definition ? std::get_if<Object>(&*definition) : nullptr;
            if (known != nullptr && *known == object) return std::string(text.sql.view());
        }
        return fresh;
    };
    const Table& table = after.existing_table(name);
    std::vector<std::string> statements;
    for (const Index& index : after.indexes)
        if (index.table == name) statements.push_back(as_written(index, ddl::write(index, table)));
    for (const Trigger& trigger : after.triggers)
        if (trigger.table == name) statements.push_back(as_written(trigger, ddl::write(trigger)));
    for (const SchemaObject& other : present_.others)
        if (other.table == name && (other.type.view() == "index" || other.type.view() == "trigger"))
            statements.emplace_back(other.sql.view());
    return statements;
}

std::optional<Refusal> Emitter::emit_rebuild(const TableGroup& group) {
    const TableChange& change = group.change;
    PlannedStep& planned = planned_.steps[group.members.back()];
    for (std::size_t place : group.members) planned_.steps[place].together = true;
    planned.together = false;
    planned.work = Work::rewrite;

    Rebuild rebuild = rebuild_of(change, next_number_);
    if (would_renumber(rebuild)) return Refusal{Why::no_row_key, change.before().name};
    bool unkeepable = false;
    auto keep = keep_of_rebuild(rebuild, lost_columns(change), change.keeps_converted(),
                                next_number_, way_, &unkeepable);
    if (unkeepable) return Refusal{Why::no_row_key, change.before().name};
    if (keep && keep->columns.size() >= detail::most_columns)
        return Refusal{Why::too_many_columns, Identifier(kept_table_name(next_number_))};
    if (keep) {
        planned.keeps.push_back(std::move(*keep));
        ++next_number_;
    }
    for (const KeptTable* kept : kept_of(change.before().name, false)) {
        const auto columns = returning(*kept, group);
        const bool rowids = kept->rowids && !rowid_alias(rebuild.after) &&
                            !rebuild.after.without_rowid && rebuild.rowid.empty();
        const bool counter = kept->columns.empty() && autoincrements(rebuild.after);
        if (columns.empty() && !rowids && !counter) continue;
        const bool all = use_up(*kept, columns);
        planned.restores.push_back(restore_by_rebuild(rebuild, *kept, columns, all));
    }
    const OrphanRule orphans =
        way_.direction == Direction::up ? OrphanRule::contradict : OrphanRule::may_return;
    if (planned.restores.empty())
        planned.preconditions = preconditions(change, leg_.before[group.members.front()],
                                              leg_.after[group.members.back()], orphans);
    if (planned.restores.empty())
        planned.judgements = judgements(change, leg_.before[group.members.front()],
                                        leg_.after[group.members.back()], orphans, rebuild);
    planned.copies = fill_scratch(rebuild);
    if (needs_pairs(rebuild) && reads_both_tables(planned)) {
        append(planned.copies, fill_pairs(rebuild));
        planned.statements.push_back(drop_pairs(rebuild));
    }
    append(planned.statements, carry_counter(rebuild));
    const Identifier scratch = scratch_name(rebuild.number);
    if (present_.statistics)
        planned.statements.push_back(move_statistics(rebuild.before.name, scratch));
    append(planned.statements, take_place(rebuild));
    append(planned.statements, dependants(group));
    if (present_.statistics)
        planned.statements.push_back(move_statistics(scratch, rebuild.before.name));
    return std::nullopt;
}

std::vector<const KeptTable*> Emitter::kept_of(const Identifier& table, bool whole_table) const {
    std::vector<const KeptTable*> found;
    for (const KeptTable& kept : reversed(present_.kept)) {
        const bool opposite = kept.direction != way_.direction &&
                              kept.from.view() == text_of(way_.to) &&
                              kept.to.view() == text_of(way_.from);
        const bool spent = whole_table && !kept.columns.empty() &&
                           used_.contains({kept.number, kept.columns.front()});
        if (kept.source == table && kept.whole_table == whole_table && opposite && !spent)
            found.push_back(&kept);
    }
    return found;
}

/// Those of the kept columns that the group adds, or changes back, to the table. Each step that
/// makes a column or converts it has set one complement aside on the other way, so that the first
/// of this way brings the newest one back, and so on.
std::vector<Identifier> Emitter::returning(const KeptTable& kept, const TableGroup& group) const {
    std::vector<Identifier> columns;
    for (const ColumnSource& source : group.change.sources()) {
        if (!is_made(source)) continue;
        std::size_t newer = made_before(source, group);
        for (const KeptTable* each : kept_of(group.change.before().name, false)) {
            const std::size_t place = complement::place_of(*each, source.column);
            if (place == each->columns.size()) continue;
            if (each->has_changed(place) != source.origin.has_value()) continue;
            if (newer-- != 0) continue;
            if (each->number == kept.number) columns.push_back(source.column);
            break;
        }
    }
    return columns;
}

/// How many earlier groups of the leg make values of the column in the same way.
std::size_t Emitter::made_before(const ColumnSource& source, const TableGroup& group) const {
    std::size_t count = 0;
    for (const TableGroup& earlier : groups_) {
        if (&earlier == &group) break;
        if (earlier.change.before().name != group.change.before().name) continue;
        const auto sources = earlier.change.sources();
        const auto same = std::ranges::find(sources, source.column, &ColumnSource::column);
        if (same != sources.end() && is_made(*same) &&
            same->origin.has_value() == source.origin.has_value())
            ++count;
    }
    return count;
}

bool Emitter::use_up(const KeptTable& kept, const std::vector<Identifier>& columns) {
    for (const Identifier& column : columns) used_.emplace(kept.number, column);
    return std::ranges::all_of(kept.columns, [&](const Identifier& column) {
        return used_.contains({kept.number, column});
    });
}

}  // namespace evolve
