#include "prove/footprint_columns.hpp"

#include <algorithm>
#include <vector>

#include "evolve/base/one_of.hpp"
#include "evolve/plan/lineage.hpp"

namespace evolve {
namespace {

/// What the step computes or asks of rows.
std::vector<Expression> expressions_of(const Step& step) {
    return std::visit(overloaded{
                          [](const AddColumn& add) { return std::vector{add.fill}; },
                          [](const AlterColumn& alter) {
                              return std::vector{alter.using_, alter.fill};
                          },
                          [](const InsertRows& rows) { return std::vector{rows.query}; },
                          [](const DeleteRows& rows) { return std::vector{rows.where}; },
                          [](const UpdateRows& rows) {
                              std::vector<Expression> all{rows.where};
                              for (const UpdateRows::Assignment& each : rows.set)
                                  all.push_back(each.value);
                              return all;
                          },
                          [](const auto&) { return std::vector<Expression>(); },
                      },
                      step.kind());
}

/// Whether the step names the column, under the name that it has by then.
bool concerns(const Step& step, const Footprint& print, const Identifier& column) {
    const auto expressions = expressions_of(step);
    return std::ranges::find(print.columns, column) != print.columns.end() ||
           std::ranges::any_of(expressions, [&](const Expression& expression) {
               return mentions(expression, column);
           });
}

}  // namespace

FootprintColumns footprint_columns(const Subject& subject) {
    FootprintColumns found;
    Lineage lineage(subject.before);
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        const Footprint print = footprint(step, schema);
        if (const TableLine* line = lineage.of(print.table)) {
            auto& columns = found.columns[line->before];
            for (const ColumnLine& column : line->columns)
                if (concerns(step, print, column.now)) columns.insert(column.before);
        }
        lineage.follow(step, schema);
        auto next = applied(step, std::move(schema));
        EVOLVE_INVARIANT(next.has_value());
        schema = std::move(*next);
    }
    return found;
}

}  // namespace evolve
