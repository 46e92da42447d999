#include <algorithm>
#include <iterator>
#include <utility>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/rebuild.hpp"
#include "plan/complement_sql.hpp"
#include "plan/emitter.hpp"
#include "plan/row_pairs.hpp"

namespace evolve {
namespace {

template <class Range>
void append(std::vector<std::string>& statements, Range&& more) {
    std::ranges::move(more, std::back_inserter(statements));
}

/// Rows of an ordinary table that would get other rowids, for which there is no reason but that
/// columns hide the rowid.
bool would_renumber(const Rebuild& rebuild) {
    return !rebuild.before.without_rowid && !rebuild.after.without_rowid &&
           !rowid_alias(rebuild.after) && !carries_rowid(rebuild.before, rebuild.after);
}
/// Rowids that are no column's values.
bool has_own_rowids(const Table& table) {
    return !table.without_rowid && !rowid_alias(table) && !rowid_name(table).empty();
}

bool reads_both_tables(const PlannedStep& planned) {
    return !planned.keeps.empty() || !planned.judgements.empty() ||
           std::ranges::any_of(planned.restores,
                               [](const Restore& each) { return !each.original.empty(); });
}

}  // namespace

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

/// The schema as the database has it behind that step: other tables whose changes go on are still
/// what they were before them.
Schema Emitter::really_after(std::size_t place) const {
    Schema schema = leg_.after[place];
    for (const TableGroup& group : groups_) {
        if (group.members.front() > place || group.members.back() <= place) continue;
        if (const auto table = schema.table(group.change.before().name))
            schema.tables[*table] = group.change.before();
    }
    return schema;
}

std::optional<Refusal> Emitter::emit_rebuild(const TableGroup& group) {
    const TableChange& change = group.change;
    PlannedStep& planned = planned_.steps[group.members.back()];
    for (std::size_t place : group.members) planned_.steps[place].together = true;
    planned.together = false;
    planned.work = Work::rewrite;

    Rebuild rebuild = rebuild_of(change, next_number_);
    if (would_renumber(rebuild)) return Refusal{Why::no_row_key, change.before().name};
    rebuild.renumbered =
        complement::loses_rowid(rebuild.after, rebuild.before) &&
        std::ranges::any_of(returning_.kept_of(change.before().name, false), &KeptTable::rowids);
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
    for (const KeptTable* kept : returning_.kept_of(change.before().name, false)) {
        const auto columns = returning_.columns(*kept, group);
        // The opposite change is the one that has set them aside.
        const bool rowids = kept->rowids && complement::loses_rowid(rebuild.after, rebuild.before);
        const bool counter = kept->columns.empty() && autoincrements(rebuild.after) &&
                             !autoincrements(rebuild.before);
        if (columns.empty() && !rowids && !counter) continue;
        const bool all = returning_.use_up(*kept, columns);
        planned.restores.push_back(restore_by_rebuild(rebuild, *kept, columns, all));
    }
    const OrphanRule orphans =
        way_.direction == Direction::up ? OrphanRule::contradict : OrphanRule::may_return;
    if (planned.restores.empty()) {
        const Schema& before = leg_.before[group.members.front()];
        const Schema after = really_after(group.members.back());
        planned.preconditions = preconditions(change, before, after, orphans);
        planned.judgements = judgements(change, before, after, orphans, rebuild);
    }
    if (needs_pairs(rebuild) && has_own_rowids(rebuild.after) && rebuild.rowid.empty())
        rebuild.rowid = numbered(rebuild);
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

}  // namespace evolve
