#include "evolve/step/update_rows.hpp"

#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/firing.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

bool selects(const UpdateRows& step) {
    return detail::has_select(step.where) ||
           std::ranges::any_of(step.set, [](const UpdateRows::Assignment& each) {
               return detail::has_select(each.value);
           });
}

std::string computed_first(const UpdateRows& step, const std::vector<Identifier>& key) {
    const std::string row = ddl::in_main(step.table);
    std::string values;
    std::string assignments;
    for (std::size_t i = 0; i < step.set.size(); ++i) {
        const std::string name = "\"evolve w" + std::to_string(i + 1) + "\"";
        values += ", (" + ddl::write(step.set[i].value) + ") AS " + name;
        assignments += (i == 0 ? "" : ", ") + ddl::quoted(step.set[i].column) + " = " + name;
    }
    std::string keys;
    std::string same;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const std::string name = "\"evolve k" + std::to_string(i + 1) + "\"";
        keys += (i == 0 ? "" : ", ") + ddl::quoted(key[i]) + " AS " + name;
        same += (i == 0 ? "" : " AND ") + row + "." + ddl::quoted(key[i]) + " = " + name;
    }
    const std::string where =
        step.where.tokens.empty() ? "" : " WHERE (" + ddl::write(step.where) + ")";
    return "UPDATE OR ABORT " + row + " SET " + assignments + " FROM (SELECT " + keys + values +
           " FROM " + row + where + ") WHERE " + same;
}

}  // namespace

std::vector<Step> inverse(const UpdateRows& step, const Schema&) {
    UpdateRows back = step;
    back.undoes = opposite(step.undoes);
    return {std::move(back)};
}

Footprint footprint(const UpdateRows& step, const Schema&) {
    Footprint print{step.table, {}, Touch::altered};
    for (const UpdateRows::Assignment& each : step.set) print.columns.push_back(each.column);
    return print;
}

/// Old code reads other values.
StepClass class_of(const UpdateRows& step, const Schema& before) {
    const bool fires = step.fire && has_trigger(before, step.table, TriggerEvent::update);
    return step.keep && !fires ? StepClass::breaking : StepClass::lossy;
}

Work work_of(const UpdateRows&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const UpdateRows&, const Schema&) { return false; }

/// What SELECTs find is computed for all rows before the first is written: SQLite would else let
/// them see rows that are written already.
std::vector<std::string> statements(const UpdateRows& step, const Schema& before) {
    const auto key = row_key(before.existing_table(step.table));
    if (key && selects(step)) return {computed_first(step, *key)};
    std::string sql = "UPDATE OR ABORT " + ddl::in_main(step.table) + " SET ";
    for (std::size_t i = 0; i < step.set.size(); ++i)
        sql += (i == 0 ? "" : ", ") + ddl::quoted(step.set[i].column) + " = " +
               ddl::write(step.set[i].value);
    if (!step.where.tokens.empty()) sql += " WHERE (" + ddl::write(step.where) + ")";
    return {std::move(sql)};
}

Wording wording(const UpdateRows& step, const Schema&) {
    std::string columns;
    for (const UpdateRows::Assignment& each : step.set)
        columns += (columns.empty() ? "'" : ", '") + std::string(each.column.view()) + "'";
    const std::string table(step.table.view());
    if (step.undoes)
        return {"give " + columns + " of " + table + " back the values before",
                "Gave " + columns + " of " + table + " back the values before", ""};
    return {"update " + columns + " in rows of " + table,
            "Updated " + columns + " in rows of " + table, ""};
}

}  // namespace evolve
