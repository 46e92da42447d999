#include "plan/returning.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/model/module_content.hpp"
#include "evolve/step/row_steps.hpp"
#include "plan/complement_sql.hpp"

namespace evolve {
namespace {

/// Whether the column's values are not just those of the old one.
bool is_made(const ColumnSource& source) {
    return !source.origin || source.converts || source.returns;
}

/// What the step makes of the table, if it alters the column.
std::optional<TableChange> change_of(const Step& step, const Schema& before,
                                     const Identifier& table, const Identifier& column) {
    const auto* alter = std::get_if<AlterColumn>(&step.kind());
    const auto* rules = std::get_if<AlterTable>(&step.kind());
    const bool of_column =
        alter != nullptr && alter->table == table && alter->column.name == column;
    const bool of_table = rules != nullptr && rules->table.name == table;
    if (!of_column && !of_table) return std::nullopt;
    TableChange change(before.existing_table(table));
    if (of_column ? !change.take(*alter) : !change.take(*rules)) return std::nullopt;
    return change;
}

/// Whether the step alters the column and makes other values of its values.
bool makes(const Step& step, const Schema& before, const Identifier& table,
           const Identifier& column) {
    const auto change = change_of(step, before, table, column);
    if (!change) return false;
    const auto sources = change->sources();
    const auto same = std::ranges::find(sources, column, &ColumnSource::column);
    return same != sources.end() && is_made(*same);
}

bool drops(const Step& step, const Identifier& table, const Identifier& column) {
    const auto* drop = std::get_if<DropColumn>(&step.kind());
    return drop != nullptr && drop->table == table && drop->column == column;
}

bool adds(const TableGroup& group, const Identifier& table, const Identifier& column) {
    if (group.change.before().name != table) return false;
    const auto sources = group.change.sources();
    const auto same = std::ranges::find(sources, column, &ColumnSource::column);
    return same != sources.end() && same->returns && !same->origin;
}

bool has_any(const TableGroup& group, const std::vector<std::size_t>& places) {
    return std::ranges::any_of(places, [&](std::size_t place) {
        return std::ranges::find(group.members, place) != group.members.end();
    });
}

}  // namespace

Returning::Returning(const Present& present, const LegSteps& leg,
                     const std::vector<TableGroup>& groups, Leg way)
    : present_(present), leg_(leg), groups_(groups), way_(std::move(way)) {}

bool Returning::is_opposite(const KeptTable& kept) const {
    return kept.direction != way_.direction && kept.from.view() == text_of(way_.to) &&
           kept.to.view() == text_of(way_.from);
}

const KeptTable* Returning::take_virtual(const VirtualTable& table) {
    for (const KeptTable& kept : reversed(present_.kept)) {
        if (!kept.is_virtual || kept.source != table.name || !is_opposite(kept)) continue;
        if (kept.columns != content_of(table).columns) continue;
        if (taken_.insert(kept.number).second) return &kept;
    }
    return nullptr;
}

std::vector<const KeptTable*> Returning::kept_of(const Identifier& table, bool whole_table) const {
    std::vector<const KeptTable*> found;
    for (const KeptTable& kept : reversed(present_.kept)) {
        const bool spent = whole_table && !kept.columns.empty() &&
                           used_.contains({kept.number, kept.columns.front()});
        if (kept.source == table && kept.whole_table == whole_table && !kept.is_virtual &&
            is_opposite(kept) && !spent && kept.row_step == 0)
            found.push_back(&kept);
    }
    return found;
}

const KeptTable* Returning::kept_of_rows(const Identifier& table, std::int64_t row_step) const {
    for (const KeptTable& kept : reversed(present_.kept))
        if (kept.source == table && kept.row_step == row_step && is_opposite(kept)) return &kept;
    return nullptr;
}

std::vector<std::int64_t> Returning::unused_of_rows(const std::set<std::int64_t>& used) const {
    std::vector<std::int64_t> numbers;
    for (const KeptTable& kept : present_.kept)
        if (kept.row_step != 0 && is_opposite(kept) && !used.contains(kept.number))
            numbers.push_back(kept.number);
    return numbers;
}

std::vector<Identifier> Returning::columns(const KeptTable& kept, const TableGroup& group) const {
    std::vector<Identifier> found;
    const Identifier& table = group.change.before().name;
    for (const ColumnSource& source : group.change.sources()) {
        if (!is_made(source)) continue;
        const auto steps = labour(table, source.column, group.members.back());
        const bool added = !source.origin || has_any(group, steps);
        if (added ? !steps.empty() && !has_any(group, {steps.back()}) : !source.returns) continue;
        std::size_t newer = made_before(source, group, added);
        const std::size_t missing = added ? left_out(table, source.column) : 0;
        if (newer < missing) continue;
        newer -= missing;
        for (const KeptTable* each : kept_of(table, false)) {
            const std::size_t place = complement::place_of(*each, source.column);
            if (place == each->columns.size() || each->has_changed(place) == added) continue;
            if (newer-- != 0) continue;
            if (each->number == kept.number) found.push_back(source.column);
            break;
        }
    }
    return found;
}

/// How many earlier groups of the leg add the column, or else convert it.
std::size_t Returning::made_before(const ColumnSource& source, const TableGroup& group,
                                   bool added) const {
    std::size_t count = 0;
    for (const TableGroup& earlier : groups_) {
        if (&earlier == &group) break;
        if (earlier.change.before().name != group.change.before().name) continue;
        const auto sources = earlier.change.sources();
        const auto same = std::ranges::find(sources, source.column, &ColumnSource::column);
        if (same == sources.end() || !same->returns) continue;
        const bool of_addition = has_any(
            earlier, labour(earlier.change.before().name, source.column, earlier.members.back()));
        if (added ? !same->origin : same->origin && !of_addition) ++count;
    }
    return added && source.origin ? count - 1 : count;
}

/// Only a column that goes again on the way up can have been left out on the way down, so that it
/// is the first ones that are missing.
std::size_t Returning::left_out(const Identifier& table, const Identifier& column) const {
    if (way_.direction == Direction::down) return 0;
    const auto additions = static_cast<std::size_t>(std::ranges::count_if(
        groups_, [&](const TableGroup& group) { return adds(group, table, column); }));
    if (additions < 2) return 0;
    const auto down = inverse(Migration{way_.from, *way_.to, leg_.steps}, leg_.before.front());
    const auto undone = static_cast<std::size_t>(
        std::ranges::count_if(down, [&](const Step& step) { return drops(step, table, column); }));
    return additions - std::min(additions, undone);
}

/// The way down then undoes what was done in between, step by step.
bool Returning::changes_rows_later(std::size_t place, const Identifier& table) const {
    for (++place; place < leg_.steps.size(); ++place)
        if (changes_rows(leg_.steps[place]) &&
            footprint(leg_.steps[place], leg_.before[place]).table == table)
            return true;
    return false;
}

std::vector<std::size_t> Returning::labour(const Identifier& table, const Identifier& column,
                                           std::size_t until) const {
    std::vector<std::size_t> places;
    if (way_.direction == Direction::down) return places;
    bool ends = true;
    for (std::size_t place = 0; place < leg_.steps.size(); ++place) {
        const Step& step = leg_.steps[place];
        if (leg_.done[place]) continue;
        // The way down undoes step by step what was done on the other side of SQL.
        if (std::holds_alternative<Sql>(step.kind()) || drops(step, table, column)) ends = true;
        const auto* add = std::get_if<AddColumn>(&step.kind());
        if (add != nullptr && add->table == table && add->column.name == column && place <= until) {
            places = {place};
            ends = changes_rows_later(place, table);
        }
        if (!ends && makes(step, leg_.before[place], table, column)) places.push_back(place);
    }
    if (places.size() > 1)
        places.resize(places.size() -
                      std::min(places.size() - 1, undone_apart(table, column, until)));
    return places;
}

std::size_t Returning::undone_apart(const Identifier& table, const Identifier& column,
                                    std::size_t until) const {
    const auto additions =
        static_cast<std::size_t>(std::ranges::count_if(groups_, [&](const TableGroup& group) {
            return adds(group, table, column) && group.members.back() <= until;
        }));
    const std::size_t missing = left_out(table, column);
    std::size_t dropped = 0;
    std::size_t count = 0;
    for (const KeptTable* kept : kept_of(table, false)) {
        const std::size_t place = complement::place_of(*kept, column);
        if (place == kept->columns.size()) continue;
        if (!kept->has_changed(place)) ++dropped;
        if (kept->has_changed(place) && dropped + missing == additions) ++count;
    }
    return count;
}

std::vector<Identifier> Returning::unused_of(const KeptTable& kept) const {
    std::vector<Identifier> columns = kept.columns;
    std::erase_if(columns, [&](const Identifier& column) {
        return used_.contains({kept.number, column});
    });
    return columns;
}

bool Returning::use_up(const KeptTable& kept, const std::vector<Identifier>& columns) {
    for (const Identifier& column : columns) used_.emplace(kept.number, column);
    return std::ranges::all_of(kept.columns, [&](const Identifier& column) {
        return used_.contains({kept.number, column});
    });
}

}  // namespace evolve
