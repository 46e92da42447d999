#include "prove/footprint_columns.hpp"

#include <algorithm>
#include <vector>

#include "evolve/plan/lineage.hpp"
#include "evolve/step/firing.hpp"
#include "evolve/step/row_steps.hpp"
#include "prove/column_facts.hpp"

namespace evolve {
namespace {

/// Whether the step names the column, under the name that it has by then.
bool concerns(const Step& step, const Footprint& print, const Identifier& column) {
    const auto expressions = expressions_of(step);
    return std::ranges::find(print.columns, column) != print.columns.end() ||
           std::ranges::any_of(expressions, [&](const Expression& expression) {
               return mentions(expression, column);
           });
}

/// All columns of the tables that SQL is about, or names, and of those that queries of other steps,
/// or triggers that they fire, name besides their own.
void add_read_elsewhere(const Step& step, const Schema& schema, const Lineage& lineage,
                        FootprintColumns& found) {
    const std::vector<Expression> texts = expressions_of(step);
    std::vector<Identifier> tables;
    if (const auto* sql = std::get_if<Sql>(&step.kind())) {
        tables = tables_of(*sql, schema);
    } else if (fires(step, schema)) {
        tables = tables_fired_from(schema, footprint(step, schema).table);
        tables.push_back(footprint(step, schema).table);
    }
    for (const TableLine& line : lineage.tables()) {
        const bool named = std::ranges::any_of(texts, [&](const Expression& text) {
            return std::ranges::any_of(text.tokens, [&](const ExpressionToken& token) {
                return token.may_name(line.now);
            });
        });
        if (!named && std::ranges::find(tables, line.now) == tables.end()) continue;
        for (const ColumnLine& column : line.columns)
            found.columns[line.before].insert(column.before);
    }
}

}  // namespace

FootprintColumns footprint_columns(const Subject& subject) {
    FootprintColumns found;
    Lineage lineage(subject.before);
    Schema schema = subject.before;
    for (const Step& step : subject.migration.steps) {
        add_read_elsewhere(step, schema, lineage, found);
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
