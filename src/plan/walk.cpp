#include "evolve/plan/walk.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/base/one_of.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/step/row_steps.hpp"

namespace evolve {
namespace {

/// The schemas before the first step, after it, and so on to the end.
std::vector<Schema> stages(const Migration& migration, const Schema& before) {
    std::vector<Schema> all{before};
    for (const Step& step : migration.steps) {
        auto next = applied(step, all.back());
        EVOLVE_INVARIANT(next.has_value());
        all.push_back(std::move(*next));
    }
    return all;
}

/// What the steps so far have touched.
class Touches {
public:
    /// Notes the step. Whether it meets one before it.
    bool add(const Step& step, const Schema& before) {
        const Footprint print = footprint(step, before);
        if (const auto* create = std::get_if<CreateIndex>(&step.kind())) {
            indexed_.insert(print.table);
            return !objects_.insert(create->index.name).second;
        }
        if (const auto* drop = std::get_if<DropIndex>(&step.kind()))
            return !objects_.insert(drop->index).second;
        if (std::holds_alternative<AlterTable>(step.kind())) {
            const bool met = columns_.contains(print.table) || objects_.contains(print.table);
            return !altered_.insert(print.table).second || met;
        }
        if (const auto* alter = std::get_if<AlterColumn>(&step.kind()))
            return add_columns({print.table, {alter->column.name}, print.touch});
        if (!print.whole_table) return add_columns(print);
        const bool dropped_with_index =
            print.touch == Touch::dropped && indexed_.contains(print.table);
        return !objects_.insert(print.table).second || columns_.contains(print.table) ||
               altered_.contains(print.table) || dropped_with_index;
    }

private:
    bool add_columns(const Footprint& print) {
        bool meets = objects_.contains(print.table) || altered_.contains(print.table);
        for (const Identifier& column : print.columns)
            meets = !columns_[print.table].insert(column).second || meets;
        return meets;
    }

    std::set<Identifier> objects_;  ///< tables and indexes: they share their names
    std::set<Identifier> indexed_;  ///< tables with a new index
    std::set<Identifier> altered_;  ///< tables whose definition as a whole is another
    std::map<Identifier, std::set<Identifier>> columns_;
};

/// Whether rows have rowids there that no way back knows: what was the rowid before is a column
/// like others, and one that is to go. It comes back as the rowid.
bool forgets_rowids(const Schema& stage, const Schema& before, const Schema& end) {
    return std::ranges::any_of(before.tables, [&](const Table& table) {
        const auto alias = rowid_alias(table);
        const auto now = stage.table(table.name);
        const auto last = end.table(table.name);
        if (!alias || !now || !last) return false;
        const Identifier& key = table.columns[*alias].name;
        return stage.tables[*now].has_column(key) && !rowid_alias(stage.tables[*now]) &&
               !end.tables[*last].has_column(key);
    });
}

std::optional<Walk> walk_by_stages(const Migration& migration, const Schema& before,
                                   const Schema& now) {
    const auto all = stages(migration, before);
    const Fingerprint found = fingerprint(now);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (fingerprint(all[i]) == found) places.push_back(i);
    const bool arrived = !places.empty() && places.front() != 0 && places.back() + 1 == all.size();
    if (!arrived && places.size() != 1) return std::nullopt;
    if (forgets_rowids(now, before, all.back())) return std::nullopt;
    Walk result{all.back(), std::vector<bool>(migration.steps.size(), false)};
    std::fill_n(result.done.begin(), places.back(), true);
    return result;
}

std::optional<Walk> walk_by_steps(const Migration& migration, Schema schema) {
    Walk result;
    for (const Step& each : migration.steps) {
        const Step step = fitted_to(each, schema);
        result.done.push_back(satisfied_by(step, schema));
        if (result.done.back()) continue;
        auto next = applied(step, std::move(schema));
        if (!next) return std::nullopt;
        schema = std::move(*next);
    }
    result.end = std::move(schema);
    return result;
}

/// Makes, drops or renames something of which definitions of others speak.
bool is_of_other_objects(const Step& step) {
    return std::visit(overloaded{
                          [](const CreateView&) { return true; },
                          [](const DropView&) { return true; },
                          [](const CreateTrigger&) { return true; },
                          [](const DropTrigger&) { return true; },
                          [](const CreateVirtualTable&) { return true; },
                          [](const DropVirtualTable&) { return true; },
                          // What they rename stands in the definitions of others.
                          [](const RenameTable&) { return true; },
                          [](const RenameColumn&) { return true; },
                          [](const auto&) { return false; },
                      },
                      step.kind());
}

/// Where rows are changed only history tells a database that is part-way from one that is done, and
/// history knows no part-way states.
std::optional<Walk> walk_from_start(const Migration& migration, const Schema& before,
                                    const Schema& now) {
    if (fingerprint(now) != fingerprint(before)) return std::nullopt;
    Walk result{now, std::vector<bool>(migration.steps.size(), false)};
    for (const Step& step : migration.steps) {
        auto next = applied(step, std::move(result.end));
        if (!next) return std::nullopt;
        result.end = std::move(*next);
    }
    return result;
}

}  // namespace

Step fitted_to(Step step, const Schema& schema) {
    if (const auto* add = std::get_if<AddColumn>(&step.kind())) {
        const auto table = schema.table(add->table);
        if (!table || position_at(add->place, schema.tables[*table])) return step;
        AddColumn last = *add;
        last.place = {};
        return last;
    }
    const auto* alter = std::get_if<AlterColumn>(&step.kind());
    const auto table = alter == nullptr ? std::nullopt : schema.table(alter->table);
    return table ? Step(with_rules_of(*alter, schema.tables[*table])) : step;
}

std::size_t Walk::skipped() const {
    return static_cast<std::size_t>(std::ranges::count(done, true));
}

bool steps_meet(const Migration& migration, const Schema& before) {
    // What a view, trigger or virtual table reads is not known well enough to say that it does not
    // meet another step.
    if (migration.steps.size() > 1 && std::ranges::any_of(migration.steps, is_of_other_objects))
        return true;
    Schema schema = before;
    Touches touches;
    for (const Step& step : migration.steps) {
        if (touches.add(step, schema)) return true;
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return false;
}

std::vector<std::size_t> known_prefixes(const Migration& migration, const Schema& before) {
    const auto all = stages(migration, before);
    std::vector<Fingerprint> prints;
    for (const Schema& stage : all) prints.push_back(fingerprint(stage));
    std::vector<std::size_t> known;
    for (std::size_t i = 1; i + 1 < prints.size(); ++i)
        if (std::ranges::count(prints, prints[i]) == 1 &&
            !forgets_rowids(all[i], before, all.back()))
            known.push_back(i);
    return known;
}

std::optional<Walk> walk(const Migration& migration, const Schema& before, const Schema& now) {
    if (only_history_tells(migration.steps)) return walk_from_start(migration, before, now);
    return steps_meet(migration, before) ? walk_by_stages(migration, before, now)
                                         : walk_by_steps(migration, now);
}

}  // namespace evolve
