#include "prove/touched.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/module_tables.hpp"

namespace evolve {
namespace {

/// The two views of one table: by its rowid where that stays, else by all its columns.
class Pair {
public:
    Pair(const TableLine& line, const Table& before, const Table& after)
        : line_(line), before_(before), after_(after) {}

    void add_to(Untouched& views) {
        const bool by_rowid = line_.same_rowid && line_.rowid_returns && !before_.without_rowid &&
                              !after_.without_rowid && row_key(before_) && row_key(after_);
        if (by_rowid) add(row_key(before_)->front(), row_key(after_)->front());
        std::vector<ColumnLine> columns;
        for (const ColumnLine& column : line_.columns)
            if (column.same) columns.push_back(column);
        std::ranges::sort(columns, {}, &ColumnLine::before);
        for (const ColumnLine& column : columns) add(column.before, column.now);
        if (old_.empty()) return;  // nothing tells the rows apart: their number alone is the same
        const bool counts = autoincrements(before_) && autoincrements(after_);
        views.before.push_back({line_.before, std::move(old_), !by_rowid, counts});
        views.after.push_back({line_.now, std::move(new_), !by_rowid, counts});
    }

private:
    void add(const Identifier& old_name, const Identifier& new_name) {
        if (std::ranges::find(old_, old_name) != old_.end() &&
            std::ranges::find(new_, new_name) != new_.end())
            return;  // the key
        old_.push_back(old_name);
        new_.push_back(new_name);
    }

    const TableLine& line_;
    const Table& before_;
    const Table& after_;
    std::vector<Identifier> old_;
    std::vector<Identifier> new_;
};

/// Takes the column out of both views, whichever place it has there.
void take_out(TableView& before, TableView& after, const Identifier& column) {
    const auto found = std::ranges::find(before.columns, column);
    if (found == before.columns.end()) return;
    after.columns.erase(after.columns.begin() + (found - before.columns.begin()));
    before.columns.erase(found);
}

void add_once(std::vector<Identifier>& names, const Identifier& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

/// The columns of the old version whose values the migration computes anew, and those that are
/// generated from them, whether or not they are still there.
std::vector<Identifier> computed_columns(const TableLine& line, const Table& before) {
    std::vector<Identifier> computed;
    for (const ColumnLine& column : line.columns)
        if (!column.same) computed.push_back(column.before);
    const auto reads_computed = [&](const Column& column) {
        const auto* rule = column.rule<Generated>();
        return rule != nullptr && std::ranges::any_of(computed, [&](const Identifier& name) {
                   return mentions(rule->value, name);
               });
    };
    for (std::size_t rounds = 0; rounds < before.columns.size(); ++rounds)
        for (const Column& column : before.columns)
            if (reads_computed(column)) add_once(computed, column.name);
    return computed;
}

}  // namespace

void leave_out_tables(Untouched& views, const std::vector<Identifier>& tables) {
    for (std::size_t i = views.before.size(); i-- > 0;)
        if (std::ranges::find(tables, views.before[i].table) != tables.end()) {
            views.before.erase(views.before.begin() + static_cast<std::ptrdiff_t>(i));
            views.after.erase(views.after.begin() + static_cast<std::ptrdiff_t>(i));
        }
}

void leave_out_computed(Untouched& views, const Subject& subject) {
    const Lineage lineage = lineage_of(subject.migration.steps, subject.before);
    for (const TableLine& line : lineage.tables())
        for (std::size_t i = 0; i < views.before.size(); ++i)
            if (views.before[i].table == line.before)
                for (const Identifier& column :
                     computed_columns(line, subject.before.existing_table(line.before)))
                    take_out(views.before[i], views.after[i], column);
    // Where nothing is left there is nothing to compare.
    const auto is_empty = [](const TableView& view) { return view.columns.empty(); };
    std::erase_if(views.before, is_empty);
    std::erase_if(views.after, is_empty);
}

Untouched untouched_by(const std::vector<std::size_t>& steps, const Subject& subject,
                       const Schema& schema) {
    Lineage lineage(schema);
    Schema now = schema;
    std::vector<Step> followed;
    for (std::size_t place : steps) {
        const Step& step = subject.migration.steps[place];
        auto next = applied(step, now);
        if (!next) continue;  // a part-way state that goes no further: other laws speak of it
        lineage.follow(step, now);
        now = std::move(*next);
        followed.push_back(step);
    }
    Untouched views;
    for (const TableLine& line : lineage.tables())
        if (line.same_rows)
            Pair(line, schema.existing_table(line.before), now.existing_table(line.now))
                .add_to(views);
    const auto old_views = module_views(schema);
    const auto new_views = module_views(now);
    for (const ModuleTable& each : lasting_tables(followed, schema)) {
        const auto then = std::ranges::find(old_views, each.table.name, &TableView::table);
        const auto later = std::ranges::find(new_views, each.table.name, &TableView::table);
        if (then == old_views.end() || later == new_views.end()) continue;
        views.before.push_back(*then);
        views.after.push_back(*later);
    }
    return views;
}

ChangedTables tables_with_changed_rows(const Subject& subject) {
    ChangedTables tables;
    Lineage lineage(subject.before);
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        if (changes_rows(step)) add_once(tables.after, footprint(step, schema).table);
        const auto* rename = std::get_if<RenameTable>(&step.kind());
        if (rename != nullptr) std::ranges::replace(tables.after, rename->table, rename->to);
        lineage.follow(step, schema);
        schema = *applied(step, std::move(schema));
    }
    for (const Identifier& table : tables.after)
        if (const TableLine* line = lineage.of(table)) tables.before.push_back(line->before);
    std::erase_if(tables.after, [&](const Identifier& table) { return !schema.table(table); });
    return tables;
}

bool is_made_of_rows(const Migration& migration, const Identifier& table) {
    return std::ranges::any_of(migration.steps, [&](const Step& step) {
        const auto* sql = std::get_if<Sql>(&step.kind());
        return sql != nullptr && inserts_into(*sql, table);
    });
}

}  // namespace evolve
