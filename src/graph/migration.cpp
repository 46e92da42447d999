#include "evolve/graph/migration.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/base/reversed.hpp"
#include "evolve/model/fingerprint.hpp"
#include "evolve/step/row_steps.hpp"
#include "graph/creations.hpp"
#include "graph/references.hpp"

namespace evolve {
namespace {

using StepOnTable = std::pair<Step, Identifier>;

/// Takes out what was done to the table before it is dropped, under whatever name, and its
/// creation. The name that the drop then finds; nothing where it was created here, so that the drop
/// has nothing left to do.
std::optional<Identifier> take_out_labour(std::vector<StepOnTable>& steps, Identifier table) {
    for (std::size_t i = steps.size(); i > 0; --i) {
        const auto& [step, on] = steps[i - 1];
        if (std::holds_alternative<Sql>(step.kind())) continue;  // which is about no one table
        const auto* rename = std::get_if<RenameTable>(&step.kind());
        if (rename != nullptr ? rename->to != table : on != table) continue;
        if (std::holds_alternative<DropTable>(step.kind())) return table;
        const bool created = std::holds_alternative<CreateTable>(step.kind());
        if (rename != nullptr) table = rename->table;
        steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i - 1));
        if (created) return std::nullopt;
    }
    return table;
}

/// The column as it is in the schema, if it is there.
const Column* column_of(const Schema& schema, const Identifier& table, const Identifier& column) {
    const auto place = schema.table(table);
    if (!place) return nullptr;
    const auto position = schema.tables[*place].position_of(column);
    return position ? &schema.tables[*place].columns[*position] : nullptr;
}

/// The place of the last step that adds the column, or the number of steps where none does.
std::size_t addition_of(const std::vector<StepOnTable>& steps, const DropColumn& drop) {
    for (std::size_t i = steps.size(); i > 0; --i) {
        const auto* add = std::get_if<AddColumn>(&steps[i - 1].first.kind());
        if (add != nullptr && add->table == drop.table && add->column.name == drop.column)
            return i - 1;
    }
    return steps.size();
}

AlterTable sparing(AlterTable alter, const Column& column) {
    if (const auto place = alter.table.position_of(column.name))
        alter.table.columns[*place] = column;
    return alter;
}

/// Takes out the step that added the column, if one did, and what altered it since: they would
/// compute values that go at once, or refuse them. `first` is the schema before all of the steps.
bool take_out_labour(std::vector<StepOnTable>& steps, const DropColumn& drop, const Schema& first) {
    // Their complements hold values of the column as it then was.
    if (std::ranges::any_of(steps, [&](const StepOnTable& each) {
            return each.second == drop.table && changes_rows(each.first);
        }))
        return false;
    const std::size_t addition = addition_of(steps, drop);
    const bool added = addition < steps.size();
    const Column* as_it_is = added ? nullptr : column_of(first, drop.table, drop.column);
    for (std::size_t i = steps.size(); i > (added ? addition + 1 : 0); --i) {
        Step& step = steps[i - 1].first;
        const auto* rules = std::get_if<AlterTable>(&step.kind());
        if (rules != nullptr && rules->table.name == drop.table) {
            if (as_it_is == nullptr) return false;
            step = Step(sparing(*rules, *as_it_is));
            continue;
        }
        const auto* alter = std::get_if<AlterColumn>(&step.kind());
        if (alter != nullptr && alter->table == drop.table && alter->column.name == drop.column)
            steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
    if (added) steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(addition));
    return added;
}

/// Leaves out what is done to a table or column that is dropped in the end, and its creation with
/// the drop: rows that are there may refuse a step that would come to nothing. Steps of which one
/// does not apply stay as they are: whoever plans them says which.
std::vector<Step> without_lost_labour(const std::vector<Step>& steps, Schema schema) {
    std::vector<Step> result;
    std::vector<StepOnTable> kept;
    Schema first = schema;
    const auto settle = [&] {
        for (auto& [step, table] : kept) result.push_back(std::move(step));
        kept.clear();
        first = schema;
    };
    for (const Step& step : steps) {
        if (std::holds_alternative<Sql>(step.kind())) settle();  // it may need what was done
        const Identifier table = footprint(step, schema).table;
        auto next = applied(step, std::move(schema));
        if (!next) return steps;
        schema = std::move(*next);
        const auto* column = std::get_if<DropColumn>(&step.kind());
        if (const auto* drop = std::get_if<DropTable>(&step.kind())) {
            if (const auto name = take_out_labour(kept, table))
                kept.emplace_back(DropTable{*name, drop->keep}, *name);
            continue;
        }
        if (column != nullptr && take_out_labour(kept, *column, first)) continue;
        kept.emplace_back(step, table);
    }
    settle();
    return result;
}

/// The way back of SQL that has none.
bool applies_nowhere(const Step& step) {
    const auto* sql = std::get_if<Sql>(&step.kind());
    return sql != nullptr && sql->impossible;
}

bool makes_table_or_index(const Step& step) {
    return std::holds_alternative<CreateTable>(step.kind()) ||
           std::holds_alternative<CreateIndex>(step.kind());
}

std::optional<Refusal> add(const Step& step, Creations& creations) {
    if (const auto* table = std::get_if<CreateTable>(&step.kind())) return creations.add(*table);
    return creations.add(std::get<CreateIndex>(step.kind()));
}

/// Applies the step at `i`, and with it the whole of a long run of creations that it begins. Leaves
/// `i` at the last that was applied, or at the one that is refused.
Result<Schema, Refusal> applied_with_run(const std::vector<Step>& steps, std::size_t& i,
                                         Schema schema) {
    constexpr std::ptrdiff_t worth_it = 8;
    const auto first = steps.begin() + static_cast<std::ptrdiff_t>(i);
    const auto end = std::find_if_not(first, steps.end(), makes_table_or_index);
    if (end - first < worth_it) return applied(*first, std::move(schema));
    Creations creations(schema);
    for (auto step = first; step != end; ++step) {
        i = static_cast<std::size_t>(step - steps.begin());
        if (auto refusal = add(*step, creations)) return unexpected(std::move(*refusal));
    }
    return schema;
}

/// Why what is renamed could not get its name back, or nothing: views and triggers may hold both
/// names of columns apart before, and no more afterwards.
std::optional<Refusal> without_way_back(const Step& step, const Schema& before,
                                        const Schema& after) {
    Schema schema = after;
    for (const Step& back : inverse(step, before)) {
        auto next = applied(back, std::move(schema));
        if (!next) return std::move(next.error());
        schema = std::move(*next);
    }
    return std::nullopt;
}

/// The steps without those that have nothing left to change, if they lead to that end.
std::optional<std::vector<Step>> leading_to(std::vector<Step> steps, Schema schema,
                                            const Schema& end) {
    std::vector<Step> result;
    for (Step& step : steps) {
        auto next = applied(step, schema);
        const bool idle = !next && next.error().why == Why::nothing_changes;
        if (!next && !idle) return std::nullopt;
        if (idle) continue;
        schema = std::move(*next);
        result.push_back(std::move(step));
    }
    if (fingerprint(schema) != fingerprint(end)) return std::nullopt;
    return result;
}

}  // namespace

Result<Schema, StepRefused> applied(const Migration& migration, const Schema& before) {
    Schema schema = before;
    for (std::size_t i = 0; i < migration.steps.size(); ++i) {
        const Step& step = migration.steps[i];
        const bool renames = std::holds_alternative<RenameColumn>(step.kind()) ||
                             std::holds_alternative<RenameTable>(step.kind());
        const std::optional<Schema> then = renames ? std::optional(schema) : std::nullopt;
        auto next = applied_with_run(migration.steps, i, std::move(schema));
        if (!next) return unexpected(StepRefused{migration.from, migration.to, i, next.error()});
        schema = std::move(*next);
        if (!then) continue;
        if (auto refusal = without_way_back(step, *then, schema))
            return unexpected(StepRefused{migration.from, migration.to, i, std::move(*refusal)});
    }
    if (auto refusal = broken_reference(migration, before, schema)) {
        const std::size_t last = migration.steps.empty() ? 0 : migration.steps.size() - 1;
        return unexpected(StepRefused{migration.from, migration.to, last, std::move(*refusal)});
    }
    return schema;
}

std::vector<Step> inverse(const Migration& migration, const Schema& before) {
    std::vector<std::vector<Step>> undone;
    Schema schema = before;
    std::int64_t row_steps = 0;
    for (const Step& step : migration.steps) {
        undone.push_back(inverse(step, schema));
        if (changes_rows(step))
            undone.back().front() = numbered(undone.back().front(), ++row_steps);
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    std::vector<Step> steps;
    for (auto& some : reversed(undone)) std::ranges::move(some, std::back_inserter(steps));
    if (std::ranges::any_of(steps, applies_nowhere)) return steps;
    auto fewer = without_lost_labour(steps, schema);
    auto found = leading_to(std::move(fewer), std::move(schema), before);
    return found ? std::move(*found) : steps;
}

void CreatedTables::note(const Step& step) {
    sql_ = sql_ || std::holds_alternative<Sql>(step.kind());
    if (const auto* table = std::get_if<CreateTable>(&step.kind()))
        names_.insert(table->table.name);
    if (const auto* view = std::get_if<CreateView>(&step.kind())) names_.insert(view->view.name);
    if (const auto* table = std::get_if<CreateVirtualTable>(&step.kind()))
        names_.insert(table->table.name);
    if (const auto* rename = std::get_if<RenameTable>(&step.kind());
        rename != nullptr && names_.erase(rename->table) != 0)
        names_.insert(rename->to);
}

StepClass CreatedTables::class_of(const Step& step, const Schema& before) const {
    if (!names_.contains(footprint(step, before).table)) return evolve::class_of(step, before);
    if (std::holds_alternative<Sql>(step.kind())) return evolve::class_of(step, before);
    if (!changes_rows(step)) return StepClass::additive;
    // The way down then undoes it before the table goes, and the way up does it once more.
    const StepClass own = evolve::class_of(step, before);
    return sql_ && own == StepClass::lossy ? own : class_in_new_table(step, before);
}

StepClass class_of(const Migration& migration, const Schema& before) {
    StepClass lowest = StepClass::additive;
    CreatedTables created;
    Schema schema = before;
    for (const Step& step : migration.steps) {
        lowest = std::max(lowest, created.class_of(step, schema));
        created.note(step);
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return lowest;
}

}  // namespace evolve
