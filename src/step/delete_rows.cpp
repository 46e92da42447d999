#include "evolve/step/delete_rows.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/firing.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

std::vector<Step> inverse(const DeleteRows& step, const Schema&) {
    DeleteRows back = step;
    back.undoes = opposite(step.undoes);
    return {std::move(back)};
}

Footprint footprint(const DeleteRows& step, const Schema&) { return {step.table, {}, Touch::rows}; }

/// Old code finds fewer rows.
StepClass class_of(const DeleteRows& step, const Schema& before) {
    const bool fires = step.fire && has_trigger(before, step.table, TriggerEvent::deletion);
    return step.keep && !fires ? StepClass::breaking : StepClass::lossy;
}

Work work_of(const DeleteRows&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const DeleteRows&, const Schema&) { return false; }

/// Rows that a SELECT names are found before the first goes: SQLite 3.40 would else look them up in
/// an index from which it has deleted others already.
std::vector<std::string> statements(const DeleteRows& step, const Schema& before) {
    std::string sql = "DELETE FROM " + ddl::in_main(step.table);
    if (step.where.tokens.empty()) return {std::move(sql)};
    const std::string condition = " WHERE (" + ddl::write(step.where) + ")";
    const auto key = row_key(before.existing_table(step.table));
    if (!key || !detail::has_select(step.where)) return {sql + condition};
    std::string columns;
    for (const Identifier& column : *key)
        columns += (columns.empty() ? "" : ", ") + ddl::quoted(column);
    return {sql + " WHERE (" + columns + ") IN (SELECT " + columns + " FROM " +
            ddl::in_main(step.table) + condition + ")"};
}

Wording wording(const DeleteRows& step, const Schema&) {
    const std::string table(step.table.view());
    if (step.undoes)
        return {"bring rows of " + table + " back", "Brought rows of " + table + " back", ""};
    return {"delete rows of " + table, "Deleted rows of " + table, ""};
}

}  // namespace evolve
