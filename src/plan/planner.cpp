#include "plan/planner.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/reversed.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/plan/dependants.hpp"
#include "evolve/plan/walk.hpp"
#include "evolve/step/names.hpp"

namespace evolve {
namespace {

void note(const Footprint& footprint, TouchedTables& tables) {
    Touched& touched = tables[footprint.table];
    auto& columns = footprint.touch == Touch::added ? touched.added : touched.dropped;
    columns.insert(footprint.columns.begin(), footprint.columns.end());
    touched.whole_table |= footprint.whole_table;
}

/// Why the step would hurt what else the database holds, or nothing.
std::optional<Refusal> conflict(const Step& step, const std::vector<SchemaObject>& others) {
    if (const auto* add = std::get_if<AddColumn>(&step.kind())) {
        if (auto by = capturer_of(others, add->table, add->column.name))
            return Refusal{Why::name_would_be_captured, add->table, add->column.name, *by};
    } else if (const auto* drop = std::get_if<DropColumn>(&step.kind())) {
        if (auto by = dependant_of(others, drop->table, drop->column))
            return Refusal{Why::column_in_use, drop->table, drop->column, *by};
    } else if (const auto* table = std::get_if<DropTable>(&step.kind())) {
        if (auto by = dependant_of(others, table->table))
            return Refusal{Why::table_in_use, table->table, {}, *by};
    }
    return std::nullopt;
}

bool keeps(const Step& step) {
    if (const auto* column = std::get_if<DropColumn>(&step.kind())) return column->keep;
    if (const auto* table = std::get_if<DropTable>(&step.kind())) return table->keep;
    return false;
}

std::vector<Identifier> columns_among(const Table& table, const std::set<Identifier>& wanted) {
    std::vector<Identifier> columns;
    for (const Column& column : table.columns)
        if (wanted.contains(column.name)) columns.push_back(column.name);
    return columns;
}

/// Reads all of a table that no leg touched, in the order of its rowids where they can be read, or
/// of its key where there are none.
std::string rows_outside(const Table& table, const Touched& touched) {
    const std::string_view rowid = rowid_name(table);
    std::string columns(rowid.empty() ? "NULL" : ddl::quoted(Identifier(rowid)));
    for (const Column& column : table.columns)
        if (!touched.added.contains(column.name) && !touched.dropped.contains(column.name))
            columns += ", " + ddl::quoted(column.name);
    std::string order;
    if (table.without_rowid)
        for (const Identifier& column : primary_key(table))
            order += (order.empty() ? "" : ", ") + ddl::quoted(column) + " COLLATE BINARY";
    return "SELECT " + columns + " FROM " + ddl::in_main(table.name) + " ORDER BY " +
           (order.empty() ? "1" : order);
}

bool is_restored(const Identifier& table, const PlannedMigration& leg) {
    return std::ranges::find(leg.restores, table, &Restore::source) != leg.restores.end();
}

/// Has the unique indexes of the end wait for the values that return.
void put_off(PlannedMigration& leg, const Schema& after) {
    for (PlannedStep& step : leg.steps) {
        const auto* create = std::get_if<CreateIndex>(&step.step.kind());
        step.after_restores = create != nullptr && create->index.unique &&
                              is_restored(create->index.table, leg) &&
                              satisfied_by(step.step, after);
    }
}

}  // namespace

Planner::Planner(const Graph& graph, const Present& present)
    : graph_(graph), present_(present), next_kept_(present.next_kept) {
    plan_.before = present;
    plan_.after = present.schema;
}

std::optional<NotHere> Planner::add(const Migration& migration, Direction direction,
                                    Skipping skipping) {
    PlannedMigration leg{.migration = migration, .direction = direction};
    const Version* to = leg.to() ? graph_.find(*leg.to()) : nullptr;
    leg.fingerprint = to != nullptr ? to->fingerprint() : fingerprint(Schema());
    touched_by_leg_.clear();
    lost_by_leg_.clear();
    const Schema before = plan_.after;
    const auto steps = direction == Direction::up
                           ? migration.steps
                           : inverse(migration, graph_.schema_at(migration.from));
    const auto walked = skipping == Skipping::satisfied_steps
                            ? walk(migration, graph_.schema_at(migration.from), plan_.after)
                            : std::nullopt;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (walked && walked->done[i])
            leg.steps.push_back({.step = steps[i],
                                 .wording = wording(steps[i], plan_.after),
                                 .already_there = true});
        else if (auto refusal = add_step(steps[i], leg))
            return NotHere{std::move(*refusal)};
    }
    if (auto refusal = plan_keeps(leg, before)) return NotHere{std::move(*refusal)};
    plan_restores(leg);
    put_off(leg, plan_.after);
    plan_.migrations.push_back(std::move(leg));
    return std::nullopt;
}

std::optional<Refusal> Planner::add_step(const Step& step, PlannedMigration& leg) {
    if (auto refusal = conflict(step, present_.others)) return refusal;
    const Schema before = std::move(plan_.after);
    auto after = applied(step, before);
    if (!after) return after.error();
    plan_.after = std::move(*after);

    const Footprint print = footprint(step, before);
    note(print, touched_);
    note(print, touched_by_leg_);
    if (keeps(step)) note(print, lost_by_leg_);
    leg.steps.push_back(
        {.step = step,
         .wording = wording(step, before),
         .step_class = class_in_migration(step, before, graph_.schema_at(leg.from())),
         .work = work_of(step, before),
         .statements = statements(step, before),
         .table = print.table});
    leg.step_class = std::max(leg.step_class, leg.steps.back().step_class);
    return std::nullopt;
}

std::optional<Refusal> Planner::plan_keeps(PlannedMigration& leg, const Schema& before) {
    const Leg way{leg.from(), leg.to(), leg.direction};
    for (const auto& [name, lost] : lost_by_leg_) {
        const auto position = before.table(name);
        if (!position) continue;  // it came and went within the leg
        const Table& table = before.tables[*position];
        const auto columns = columns_among(table, lost.dropped);
        if (columns.empty()) continue;
        if (!has_row_key(table)) return Refusal{Why::no_row_key, table.name};
        if (columns.size() >= detail::most_columns)  // a complement has one column more
            return Refusal{Why::too_many_columns, Identifier(kept_table_name(next_kept_))};
        leg.keeps.push_back(lost.whole_table ? keep_whole(table, next_kept_, way)
                                             : keep(table, columns, next_kept_, way));
        ++next_kept_;
    }
    return std::nullopt;
}

/// What the opposite leg kept last of the table.
const KeptTable* Planner::kept_of(const Identifier& table, const PlannedMigration& leg,
                                  bool whole_table) const {
    for (const KeptTable& kept : reversed(present_.kept))
        if (kept.source == table && kept.whole_table == whole_table &&
            kept.direction != leg.direction && kept.from.view() == text_of(leg.to()) &&
            kept.to.view() == text_of(leg.from()))
            return &kept;
    return nullptr;
}

void Planner::plan_restores(PlannedMigration& leg) const {
    for (const auto& [name, touched] : touched_by_leg_) {
        const auto position = plan_.after.table(name);
        const KeptTable* kept = kept_of(name, leg, touched.whole_table);
        if (!position || kept == nullptr) continue;
        const Table& table = plan_.after.tables[*position];
        std::vector<Identifier> returning;
        for (const Identifier& column : kept->columns)
            if (touched.added.contains(column) && table.has_column(column))
                returning.push_back(column);
        if (!returning.empty() && has_row_key(table))
            leg.restores.push_back(restore(table, *kept, returning, touched.added));
    }
}

/// What must not change in the tables that are written.
void Planner::preserve() {
    for (const Identifier& name : tables_written(plan_)) {
        const auto position = plan_.before.schema.table(name);
        const Touched& touched = touched_[name];
        if (!position || !plan_.after.table(name) || touched.whole_table) continue;
        plan_.preserved.push_back(
            {name, rows_outside(plan_.before.schema.tables[*position], touched)});
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
