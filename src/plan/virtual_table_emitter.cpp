#include <algorithm>
#include <set>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/model/naming.hpp"
#include "evolve/plan/dependants.hpp"
#include "plan/emitter.hpp"
#include "plan/virtual_complement.hpp"

namespace evolve {
namespace {

const VirtualTable& existing(const Schema& schema, const Identifier& name) {
    const auto position = schema.virtual_table(name);
    EVOLVE_INVARIANT(position.has_value());
    return schema.virtual_tables[*position];
}

bool is_index_of_another(const VirtualTable& table) {
    return content_of(table).holding == Holding::index_of_another;
}

/// The schema together with the views and virtual tables that the graph does not manage.
Schema with_others(Schema schema, const std::vector<SchemaObject>& others) {
    for (View& view : views_among(others)) schema.views.push_back(std::move(view));
    for (VirtualTable& table : virtual_tables_among(others))
        schema.virtual_tables.push_back(std::move(table));
    return schema;
}

/// The tables that the step may leave with rows that are called or read otherwise.
std::vector<Identifier> tables_with_other_rows(const PlannedStep& step) {
    if (const auto* sql = std::get_if<Sql>(&step.step.kind())) return sql->yields.writes;
    std::vector<Identifier> tables = step.fired;
    if (!step.copies.empty() || !step.restores.empty() || step.row_change || step.fires)
        tables.push_back(step.table);
    return tables;
}

}  // namespace

/// The later step of the leg that creates the virtual table again which the step at `place` drops,
/// and whose successor takes its rows; nothing where they are kept.
std::optional<std::size_t> Emitter::successor_of(std::size_t place) const {
    const auto* drop = std::get_if<DropVirtualTable>(&leg_.steps[place].kind());
    if (drop == nullptr || !drop->keep || leg_.done[place]) return std::nullopt;
    const ModuleContent content = content_of(existing(leg_.before[place], drop->table));
    for (std::size_t i = place + 1; i < leg_.steps.size(); ++i) {
        const auto* create = std::get_if<CreateVirtualTable>(&leg_.steps[i].kind());
        if (create == nullptr || create->table.name != drop->table) continue;
        const bool takes = !leg_.done[i] && takes_rows_of(content_of(create->table), content);
        return takes ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
}

void Emitter::emit(const DropVirtualTable& step, std::size_t place) {
    PlannedStep& planned = planned_.steps[place];
    const VirtualTable& table = existing(leg_.before[place], step.table);
    if (const auto successor = successor_of(place)) {
        const Identifier aside = aside_name(next_number_++);
        planned.statements = move_aside(table.name, aside);
        taken_over_.emplace(*successor, aside);
        planned_.steps[*successor].work = Work::rewrite;
        return;
    }
    if (!step.keep || !can_be_set_aside(content_of(table))) return;
    planned.statements.clear();
    set_aside(planned, table);
}

void Emitter::set_aside(PlannedStep& planned, const VirtualTable& table, std::string instead_of) {
    if (is_index_of_another(table) && leg_.before.front().virtual_table(table.name))
        planned_.upkeep.push_back(
            {table.name, agreement_of(table), "", {note_in_step(next_number_)}});
    planned.keeps.push_back(keep_virtual(table, next_number_++, way_));
    planned.keeps.back().instead_of = std::move(instead_of);
}

/// Until the statement that drops it others may read it, so that it is set aside in the place of
/// that one.
void Emitter::keep_dropped_by_sql(PlannedStep& planned, const VirtualTable& table,
                                  const Schema& after) {
    if (after.virtual_table(table.name) || !can_be_set_aside(content_of(table))) return;
    const auto drops = [&](const std::string& sql) { return dropped_table(sql) == table.name; };
    const auto drop = std::ranges::find_if(planned.restricted, drops);
    // One that is dropped twice was made again meanwhile, and is another one.
    if (std::ranges::count_if(planned.restricted, drops) == 1) set_aside(planned, table, *drop);
}

/// Of rows that were kept the kept values hold, as in ordinary tables; those that the statements
/// put there besides stay, where rows can be copied. An index of another table that the statements
/// fill is as they made it.
void Emitter::bring_back_to_sql(PlannedStep& planned, const Sql& step, const VirtualTable& table) {
    const KeptTable* kept = returning_.take_virtual(table);
    if (kept == nullptr) return;
    planned.restores.push_back(restore_virtual(table, *kept));
    const bool filled = inserts_into(step, table.name);
    if (filled && is_index_of_another(table)) {
        planned.statements.push_back(drop_kept(*kept));
    } else if (filled && content_of(table).copies) {
        planned.statements = merge(table, *kept);
    } else {
        planned.statements = bring_back(table, *kept);
        planned.statements.insert(planned.statements.begin(),
                                  "DROP TABLE " + ddl::in_main(table.name));
        if (!kept->in_step) return;
    }
    see_that_it_agrees(table);
}

void Emitter::see_that_it_agrees(const VirtualTable& table) {
    const Schema& end = leg_.after.back();
    const bool stays = end.virtual_table(table.name).has_value();
    if (stays && has_source(content_of(table), end))
        planned_.upkeep.push_back({table.name, "", agreement_of(table), {renewal_of(table)}});
}

void Emitter::emit(const CreateVirtualTable& step, std::size_t place) {
    PlannedStep& planned = planned_.steps[place];
    if (const auto taken = taken_over_.find(place); taken != taken_over_.end()) {
        for (std::string& sql : take_over(step.table, taken->second))
            planned.statements.push_back(std::move(sql));
        return;
    }
    if (const KeptTable* kept = returning_.take_virtual(step.table)) {
        planned.statements = bring_back(step.table, *kept);
        planned.restores.push_back(restore_virtual(step.table, *kept));
        if (!kept->in_step) return;
    }
    see_that_it_agrees(step.table);
}

/// Indexes that are there all the time, of rows that the leg writes.
void Emitter::keep_indexes_in_step() {
    std::set<Identifier> seen;
    for (const Step& step : leg_.steps) {
        if (const auto* drop = std::get_if<DropVirtualTable>(&step.kind()))
            seen.insert(drop->table);
        if (const auto* create = std::get_if<CreateVirtualTable>(&step.kind()))
            seen.insert(create->table.name);
    }
    for (std::size_t i = 0; i < planned_.steps.size(); ++i)
        for (const Identifier& table : tables_with_other_rows(planned_.steps[i])) {
            const Schema schema = with_others(leg_.after[i], present_.others);
            for (std::size_t place : reach_of(schema, table).virtual_tables) {
                const VirtualTable& index = schema.virtual_tables[place];
                if (!is_index_of_another(index) || !seen.insert(index.name).second) continue;
                planned_.upkeep.push_back(
                    {index.name, agreement_of(index), agreement_of(index), {renewal_of(index)}});
            }
        }
}

}  // namespace evolve
