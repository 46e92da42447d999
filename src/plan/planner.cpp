#include "plan/planner.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "evolve/plan/dependants.hpp"
#include "evolve/plan/walk.hpp"
#include "graph/references.hpp"
#include "plan/emitter.hpp"
#include "plan/preserved.hpp"

namespace evolve {
namespace {

/// Why another number of columns would hurt a view among those objects, or nothing.
std::optional<Refusal> conflict(const std::vector<SchemaObject>& others, const Identifier& table,
                                const Identifier& column) {
    if (auto by = detail::view_counting_columns(views_among(others), table))
        return Refusal{Why::view_counts_columns, table, column, *by};
    return std::nullopt;
}

/// Why the step would hurt what else the database holds, or nothing.
std::optional<Refusal> conflict(const Step& step, const std::vector<SchemaObject>& others) {
    if (const auto* add = std::get_if<AddColumn>(&step.kind())) {
        if (auto by = capturer_of(others, add->table, add->column.name))
            return Refusal{Why::name_would_be_captured, add->table, add->column.name, *by};
        return conflict(others, add->table, add->column.name);
    } else if (const auto* drop = std::get_if<DropColumn>(&step.kind())) {
        if (auto by = dependant_of(others, drop->table, drop->column))
            return Refusal{Why::column_in_use, drop->table, drop->column, *by};
        return conflict(others, drop->table, drop->column);
    } else if (const auto* table = std::get_if<DropTable>(&step.kind())) {
        if (auto by = dependant_of(others, table->table))
            return Refusal{Why::table_in_use, table->table, {}, *by};
    } else if (const auto* alter = std::get_if<AlterTable>(&step.kind())) {
        if (!alter->table.without_rowid) return std::nullopt;
        for (const VirtualTable& index : virtual_tables_among(others))
            if (refers_to(index, alter->table.name))
                return Refusal{Why::table_in_use,
                               alter->table.name,
                               {},
                               concat("virtual table ", index.name.view())};
    } else if (const auto* other = std::get_if<DropVirtualTable>(&step.kind())) {
        if (auto by = dependant_of(others, other->table))
            return Refusal{Why::table_in_use, other->table, {}, *by};
    } else if (const auto* rename = std::get_if<RenameColumn>(&step.kind())) {
        if (auto by = dependant_of(others, rename->table, rename->column))
            return Refusal{Why::column_in_use, rename->table, rename->column, *by};
        if (auto by = capturer_of(others, rename->table, rename->to))
            return Refusal{Why::name_would_be_captured, rename->table, rename->to, *by};
    } else if (const auto* other_name = std::get_if<RenameTable>(&step.kind())) {
        for (const Identifier& name : {other_name->table, other_name->to})
            if (auto by = dependant_of(others, name))
                return Refusal{Why::table_in_use, name, {}, *by};
    }
    return std::nullopt;
}

/// A version may differ from the one before it in what fingerprints ignore alone; where the column
/// takes no NULL already, `fill` has nothing to do either.
bool changes_nothing_here(const Step& step, const Refusal& refusal, const Schema& now) {
    if (refusal.why == Why::nothing_changes) return true;
    const auto* alter = std::get_if<AlterColumn>(&step.kind());
    if (refusal.why != Why::only_values_change || alter == nullptr) return false;
    const Table& table = now.existing_table(alter->table);
    return alter->using_.tokens.empty() &&
           table.columns[*table.position_of(alter->column.name)].has<NotNull>();
}

bool gets_foreign_keys(const Table& before, const Table& after) {
    const auto old = foreign_keys(before);
    return std::ranges::any_of(foreign_keys(after), [&](const ForeignKey& key) {
        return std::ranges::find(old, key) == old.end();
    });
}

}  // namespace

Planner::Planner(const Graph& graph, const Present& present)
    : graph_(graph),
      present_(present),
      lineage_(present.schema),
      edited_(present.edited),
      next_number_(present.next_kept) {
    plan_.before = present;
    plan_.after = present.schema;
}

std::optional<NotHere> Planner::add(const Migration& migration, Direction direction,
                                    Skipping skipping) {
    PlannedMigration leg{.migration = migration, .direction = direction};
    const Version* to = leg.to() ? graph_.find(*leg.to()) : nullptr;
    leg.fingerprint = to != nullptr ? to->fingerprint() : fingerprint(Schema());
    auto steps = direction == Direction::up ? migration.steps
                                            : inverse(migration, graph_.schema_at(migration.from));
    const auto walked = skipping == Skipping::satisfied_steps
                            ? walk(migration, graph_.schema_at(migration.from), plan_.after)
                            : std::nullopt;
    auto done = walked ? walked->done : std::vector<bool>(steps.size(), false);
    if (auto refusal = add_steps(std::move(steps), std::move(done), leg))
        return NotHere{std::move(*refusal)};
    plan_.migrations.push_back(std::move(leg));
    return std::nullopt;
}

std::optional<Refusal> Planner::add_steps(std::vector<Step> steps, std::vector<bool> done,
                                          PlannedMigration& leg) {
    std::vector<Schema> stages;  // before the steps, after the first, and so on
    stages.reserve(steps.size() + 1);
    stages.push_back(std::move(plan_.after));
    CreatedTables created;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Schema& now = stages.back();
        steps[i] = fitted_to(std::move(steps[i]), now);
        const Step& step = steps[i];
        PlannedStep planned{.step = step, .wording = wording(step, now)};
        auto next = done[i] ? now : applied(step, now);
        if (!next && changes_nothing_here(step, next.error(), now)) {
            done[i] = true;
            next = now;
        }
        planned.already_there = done[i];
        if (!done[i]) {
            if (!next) return next.error();
            if (auto refusal = conflict(step, present_.others)) return refusal;
            planned.step_class = created.class_of(step, now);
            planned.work = work_of(step, now);
            planned.table = footprint(step, now).table;
            lineage_.follow(step, now);
            leg.step_class = std::max(leg.step_class, planned.step_class);
        }
        created.note(step);
        stages.push_back(std::move(*next));
        leg.steps.push_back(std::move(planned));
    }
    if (auto refusal = key_in_use(tables_among(present_.others), stages.front(), stages.back()))
        return refusal;
    const LegSteps leg_steps{steps, done, stages};
    if (auto refusal = Emitter(present_, edited_, leg_steps, leg, next_number_).emit())
        return refusal;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (const auto* rename = std::get_if<RenameTable>(&steps[i].kind()); rename && !done[i])
            std::ranges::replace(edited_, rename->table, rename->to);
    plan_.after = std::move(stages.back());  // which is before no step
    note_written(leg, leg_steps.before);
    return std::nullopt;
}

/// Which tables the leg writes, and under which names those of earlier legs go on.
void Planner::note_written(const PlannedMigration& leg, std::span<const Schema> before) {
    for (std::size_t i = 0; i < leg.steps.size(); ++i) {
        const PlannedStep& step = leg.steps[i];
        if (step.already_there) continue;
        const auto* rename = std::get_if<RenameTable>(&step.step.kind());
        for (std::set<Identifier>* names : {&written_, &restored_})
            if (rename != nullptr && names->erase(rename->table) != 0) names->insert(rename->to);
        if (const auto* sql = std::get_if<Sql>(&step.step.kind())) note_written(*sql, before[i]);
        const bool rewritten = step.work == Work::rewrite && !step.together;
        if (rewritten && before[i].table(step.table)) written_.insert(step.table);
        for (const Identifier& table : step.fired)
            if (before[i].table(table)) written_.insert(table);
        for (const Restore& restore : step.restores) {
            written_.insert(restore.source);
            restored_.insert(restore.source);
        }
        if (step.row_change && step.row_change->opposite != 0) restored_.insert(step.table);
    }
    for (std::size_t i = 0; i < leg.steps.size(); ++i)
        for (const Restore& restore : leg.steps[i].restores) note_returning(restore, leg, i);
}

void Planner::note_written(const Sql& step, const Schema& before) {
    const SqlLines lines = lines_of(step, before);
    for (std::set<Identifier>* names : {&written_, &restored_}) {
        std::set<Identifier> now;
        for (const Identifier& name : *names) {
            const SqlLine* line = lines.from(name);
            now.insert(line != nullptr ? line->now : name);
        }
        *names = std::move(now);
    }
    written_.insert(step.yields.writes.begin(), step.yields.writes.end());
}

/// Follows what returned in that step by the names that it has at the end of the leg.
void Planner::note_returning(const Restore& restore, const PlannedMigration& leg,
                             std::size_t place) {
    Identifier table = restore.source;
    std::vector<Identifier> columns;
    if (!restore.whole_table) columns = restore.columns;
    for (std::size_t i = place + 1; i < leg.steps.size(); ++i) {
        if (leg.steps[i].already_there) continue;
        const Step::Kind& step = leg.steps[i].step.kind();
        if (const auto* rename = std::get_if<RenameColumn>(&step);
            rename != nullptr && rename->table == table)
            std::ranges::replace(columns, rename->column, rename->to);
        if (const auto* rename = std::get_if<RenameTable>(&step);
            rename != nullptr && rename->table == table)
            table = rename->to;
    }
    if (restore.rowids) lineage_.renumber(table);
    const auto now = plan_.after.table(table);
    if (!now) return;
    for (const Identifier& column : columns) lineage_.bring_back(plan_.after.tables[*now], column);
}

/// Whether keys that a table had may return to it (OrphanRule::may_return).
bool Planner::goes_back() const {
    return std::ranges::find(plan_.migrations, Direction::down, &PlannedMigration::direction) !=
           plan_.migrations.end();
}

/// What must not change in the tables that are written.
void Planner::preserve() {
    for (const Identifier& name : written_) {
        const TableLine* line = lineage_.of(name);
        const auto now = plan_.after.table(name);
        const auto then = line == nullptr ? std::nullopt : present_.schema.table(line->before);
        WrittenTable table;
        if (then) table.before = line->before;
        if (now) table.after = name;
        table.restored =
            restored_.contains(name) ||
            (then && now && goes_back() &&
             gets_foreign_keys(present_.schema.tables[*then], plan_.after.tables[*now]));
        table.same_rowids = !then || !now ||
                            (line->same_rowid && has_rowid(present_.schema.tables[*then]) ==
                                                     has_rowid(plan_.after.tables[*now]));
        table.converted_back =
            then && now && goes_back() && !std::ranges::all_of(line->columns, &ColumnLine::same);
        if (!then && !now) table.before = name;  // it was there and goes
        plan_.written.push_back(table);
        if (then && now && line->same_rows)
            plan_.preserved.push_back(preserved_of(*line, present_.schema.tables[*then],
                                                   plan_.after.tables[*now],
                                                   kept_at_first(plan_, line->before)));
    }
}

Plan Planner::finish(VersionOrNull from, VersionOrNull to, Skipping skipping) && {
    plan_.from = std::move(from);
    plan_.to = std::move(to);
    plan_.part_way = skipping == Skipping::satisfied_steps;
    preserve();
    return std::move(plan_);
}

}  // namespace evolve
