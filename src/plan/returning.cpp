#include "plan/returning.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "plan/complement_sql.hpp"

namespace evolve {
namespace {

/// Whether the column's values are not just those of the old one.
bool is_made(const ColumnSource& source) {
    return !source.origin || source.converts || source.returns;
}

bool alters_table(const Step& step, const Identifier& table) {
    const auto* alter = std::get_if<AlterTable>(&step.kind());
    return alter != nullptr && alter->table.name == table;
}

}  // namespace

Returning::Returning(const Present& present, const LegSteps& leg, Leg way)
    : present_(present), leg_(leg), way_(std::move(way)) {}

std::vector<const KeptTable*> Returning::kept_of(const Identifier& table, bool whole_table) const {
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

std::vector<Identifier> Returning::columns(const KeptTable& kept, const TableGroup& group,
                                           const std::vector<TableGroup>& groups) const {
    std::vector<Identifier> found;
    for (const ColumnSource& source : group.change.sources()) {
        if (!is_made(source)) continue;
        const bool added = !source.origin || is_of_addition(source, group);
        if (added ? is_altered_later(source, group) : !source.returns) continue;
        std::size_t newer = made_before(source, group, groups, added);
        for (const KeptTable* each : kept_of(group.change.before().name, false)) {
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
                                   const std::vector<TableGroup>& groups, bool added) const {
    std::size_t count = 0;
    for (const TableGroup& earlier : groups) {
        if (&earlier == &group) break;
        if (earlier.change.before().name != group.change.before().name) continue;
        const auto sources = earlier.change.sources();
        const auto same = std::ranges::find(sources, source.column, &ColumnSource::column);
        if (same == sources.end() || !same->returns) continue;
        if (added ? !same->origin : same->origin && !is_of_addition(*same, earlier)) ++count;
    }
    return added && source.origin ? count - 1 : count;
}

/// Whether the column was added by this leg, on the way up: the way down does not undo what altered
/// it then, but drops it as it is (inverse() of a migration).
bool Returning::is_of_addition(const ColumnSource& source, const TableGroup& group) const {
    if (way_.direction == Direction::down || !source.origin) return false;
    for (std::size_t place = group.members.front(); place-- > 0;) {
        if (leg_.done[place]) continue;
        const Step& step = leg_.steps[place];
        if (alters_table(step, group.change.before().name)) return false;
        const AddColumn* add = std::get_if<AddColumn>(&step.kind());
        if (add != nullptr && add->table == group.change.before().name &&
            add->column.name == source.column)
            return true;
    }
    return false;
}

/// Whether a later step of the way up makes another value of that of a column that the leg adds:
/// what the way down kept is what the last one made.
bool Returning::is_altered_later(const ColumnSource& source, const TableGroup& group) const {
    if (way_.direction == Direction::down) return false;
    for (std::size_t place = group.members.back() + 1; place < leg_.steps.size(); ++place) {
        const Step& step = leg_.steps[place];
        if (alters_table(step, group.change.before().name)) return false;
        const auto* alter = std::get_if<AlterColumn>(&step.kind());
        if (alter == nullptr || alter->table != group.change.before().name ||
            alter->column.name != source.column)
            continue;
        TableChange change(leg_.before[place].existing_table(alter->table));
        if (!change.take(*alter)) continue;
        const auto sources = change.sources();
        const auto same = std::ranges::find(sources, source.column, &ColumnSource::column);
        if (same != sources.end() && is_made(*same)) return true;
    }
    return false;
}

bool Returning::use_up(const KeptTable& kept, const std::vector<Identifier>& columns) {
    for (const Identifier& column : columns) used_.emplace(kept.number, column);
    return std::ranges::all_of(kept.columns, [&](const Identifier& column) {
        return used_.contains({kept.number, column});
    });
}

}  // namespace evolve
