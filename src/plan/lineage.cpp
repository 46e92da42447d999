#include "evolve/plan/lineage.hpp"

#include <algorithm>
#include <utility>

#include "evolve/step/firing.hpp"
#include "evolve/step/row_steps.hpp"
#include "evolve/step/table_change.hpp"

namespace evolve {

Lineage::Lineage(const Schema& before) {
    for (const Table& table : before.tables) {
        TableLine line{table.name, table.name};
        for (const Column& column : table.columns)
            line.columns.push_back({column.name, column.name});
        tables_.push_back(std::move(line));
    }
}

TableLine* Lineage::line(const Identifier& now) {
    const auto found = std::ranges::find(tables_, now, &TableLine::now);
    return found == tables_.end() ? nullptr : &*found;
}

const TableLine* Lineage::of(const Identifier& now) const {
    const auto found = std::ranges::find(tables_, now, &TableLine::now);
    return found == tables_.end() ? nullptr : &*found;
}

namespace {

/// A generated column is another where one that it is computed from is.
void follow_generated(TableLine& line, const Table& table) {
    for (std::size_t rounds = 0; rounds < table.columns.size(); ++rounds)
        for (ColumnLine& column : line.columns) {
            const auto position = table.position_of(column.now);
            const auto* rule = position ? table.columns[*position].rule<Generated>() : nullptr;
            if (rule == nullptr || !column.same) continue;
            column.same = std::ranges::none_of(line.columns, [&](const ColumnLine& other) {
                return !other.same && mentions(rule->value, other.now);
            });
        }
}

}  // namespace

/// Of a step that claims all laws whatever has the same name has to be the same. Else its rows may
/// be others where it writes to the table.
void Lineage::follow(const Sql& step, const Schema& before) {
    const SqlLines lines = lines_of(step, before);
    const Schema after = *applied(step, before);
    std::vector<TableLine> lasting;
    for (TableLine& table : tables_) {
        const Identifier old = table.now;
        const auto now = claims_all(step) ? after.table(old) : lines.successor(old, after);
        if (!now) continue;
        const Table& is = after.tables[*now];
        table.now = is.name;
        std::vector<ColumnLine> columns;
        for (ColumnLine& column : table.columns) {
            const auto name =
                claims_all(step) ? column.now : lines.column_after(old, column.now, is);
            if (!name || !is.has_column(*name)) continue;
            column.now = *name;
            columns.push_back(std::move(column));
        }
        table.columns = std::move(columns);
        const auto& writes = step.yields.writes;
        if (!claims_all(step) && std::ranges::find(writes, table.now) != writes.end())
            table.same_rows = false;
        lasting.push_back(std::move(table));
    }
    tables_ = std::move(lasting);
}

void Lineage::follow(const Step& step, const Schema& before) {
    if (const auto* sql = std::get_if<Sql>(&step.kind())) return follow(*sql, before);
    const Footprint print = footprint(step, before);
    if (fires(step, before))
        for (const Identifier& fired : tables_fired_from(before, print.table))
            if (TableLine* other = line(fired)) other->same_rows = false;
    TableLine* table = line(print.table);
    if (table == nullptr) return;
    if (fires(step, before)) table->same_rows = false;
    const auto touched = [&](const ColumnLine& column) {
        return std::ranges::find(print.columns, column.now) != print.columns.end();
    };
    switch (print.touch) {
        case Touch::added: break;
        case Touch::rows: table->same_rows = false; break;
        case Touch::dropped:
            if (print.whole_table)
                std::erase_if(tables_, [&](const TableLine& each) { return &each == table; });
            else
                std::erase_if(table->columns, touched);
            break;
        case Touch::altered: {
            for (ColumnLine& column : table->columns)
                if (touched(column)) column.same = false;
            if (const auto old = before.table(print.table))
                follow_generated(*table, before.tables[*old]);
            const Schema after = *applied(step, before);
            const auto old = before.table(print.table);
            const auto now = after.table(print.table);
            if (old && now) {
                const Table& was = before.tables[*old];
                const Table& is = after.tables[*now];
                table->same_rowid = table->same_rowid && carries_rowid(was, is);
                table->rowid_returns = table->rowid_returns && carries_rowid(is, was);
            }
            break;
        }
        case Touch::renamed:
            if (print.whole_table) {
                table->now = print.to;
            } else {
                for (ColumnLine& column : table->columns)
                    if (touched(column)) column.now = print.to;
            }
            break;
    }
}

void Lineage::bring_back(const Table& table, const Identifier& column) {
    TableLine* found = line(table.name);
    if (found == nullptr) return;
    for (ColumnLine& each : found->columns)
        if (each.now == column) each.same = false;
    follow_generated(*found, table);
}

void Lineage::renumber(const Identifier& table) {
    if (TableLine* found = line(table)) found->same_rowid = false;
}

Lineage lineage_of(const std::vector<Step>& steps, const Schema& before) {
    Lineage lineage(before);
    Schema schema = before;
    for (const Step& step : steps) {
        lineage.follow(step, schema);
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return lineage;
}

}  // namespace evolve
