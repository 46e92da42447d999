#include "evolve/step/insert_rows.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/value_literal.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/step/firing.hpp"
#include "evolve/step/step.hpp"

namespace evolve {
namespace {

std::string in_brackets(const InsertRows::Row& row) {
    std::string list;
    for (const Value& value : row) list += (list.empty() ? "(" : ", ") + ddl::literal(value);
    return list + ")";
}

}  // namespace

std::string rows_query(const InsertRows& step) {
    if (step.has_query()) return ddl::write(step.query);
    std::string sql;
    for (const InsertRows::Row& row : step.values)
        sql += (sql.empty() ? "VALUES " : ", ") + in_brackets(row);
    return sql;
}

std::vector<Step> inverse(const InsertRows& step, const Schema&) {
    InsertRows back = step;
    back.undoes = opposite(step.undoes);
    return {std::move(back)};
}

Footprint footprint(const InsertRows& step, const Schema&) { return {step.table, {}, Touch::rows}; }

/// Old code finds rows that it did not write, and keys that it may want for its own.
StepClass class_of(const InsertRows& step, const Schema& before) {
    const bool fires = step.fire && has_trigger(before, step.table, TriggerEvent::insertion);
    return fires ? StepClass::lossy : StepClass::breaking;
}

Work work_of(const InsertRows&, const Schema&) { return Work::rewrite; }

bool satisfied_by(const InsertRows&, const Schema&) { return false; }

std::vector<std::string> statements(const InsertRows& step, const Schema&) {
    std::string columns;
    for (const Identifier& column : step.columns)
        columns += (columns.empty() ? "" : ", ") + ddl::quoted(column);
    return {"INSERT OR ABORT INTO " + ddl::in_main(step.table) + " (" + columns + ") " +
            rows_query(step)};
}

Wording wording(const InsertRows& step, const Schema&) {
    const std::string table(step.table.view());
    if (step.undoes)
        return {"delete the rows that were inserted into " + table,
                "Deleted the rows that were inserted into " + table, ""};
    const std::string rows = step.has_query() ? "the rows of a query"
                                              : std::to_string(step.values.size()) +
                                                    (step.values.size() == 1 ? " row" : " rows");
    return {"insert " + rows + " into " + table, "Inserted " + rows + " into " + table, ""};
}

}  // namespace evolve
