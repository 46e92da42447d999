#include "evolve/step/update_rows.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

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
StepClass class_of(const UpdateRows& step, const Schema&) {
    return step.keep ? StepClass::breaking : StepClass::lossy;
}

Work work_of(const UpdateRows&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const UpdateRows&, const Schema&) { return false; }

std::vector<std::string> statements(const UpdateRows& step, const Schema&) {
    std::string sql = "UPDATE OR ABORT " + ddl::in_main(step.table) + " SET ";
    for (std::size_t i = 0; i < step.set.size(); ++i)
        sql += (i == 0 ? "" : ", ") + ddl::quoted(step.set[i].column) + " = " +
               ddl::write(step.set[i].value);
    if (!step.where.tokens.empty()) sql += " WHERE " + ddl::write(step.where);
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
