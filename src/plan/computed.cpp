#include "plan/computed.hpp"

#include "evolve/ddl/quote.hpp"
#include "evolve/step/row_expression.hpp"
#include "evolve/step/row_steps.hpp"

namespace evolve {

std::vector<std::string> computations(const Table& table) {
    std::vector<std::string> statements;
    for (const Column& column : table.columns)
        if (const auto* rule = column.rule<Generated>();
            rule != nullptr && rule->storage != GeneratedStorage::stored &&
            detail::RowExpression(rule->value).may_fail())
            statements.push_back("SELECT count(" + ddl::quoted(column.name) + ") FROM " +
                                 ddl::in_main(table.name));
    return statements;
}

bool may_make_uncomputable(const Step& step) {
    const auto* add = std::get_if<AddColumn>(&step.kind());
    return changes_rows(step) || (add != nullptr && add->column.is_generated());
}

}  // namespace evolve
