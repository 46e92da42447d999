#include "prove/row_trial.hpp"

#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/sqlite/failure.hpp"

namespace evolve {

std::string returning_computed(const Table& table) {
    std::string columns;
    for (const Column& column : table.columns)
        if (const Generated* rule = column.rule<Generated>();
            rule != nullptr && rule->storage != GeneratedStorage::stored)
            columns += (columns.empty() ? " RETURNING " : ", ") + ddl::quoted(column.name);
    return columns;
}

bool computes(const Schema& schema, const Table& table) {
    const auto by_expression = [&](const Index& index) {
        return index.table == table.name &&
               (!index.where.tokens.empty() ||
                std::ranges::any_of(index.columns, &KeyPart::is_expression));
    };
    return std::ranges::any_of(table.columns, &Column::is_generated) ||
           std::ranges::any_of(schema.indexes, by_expression);
}

bool takes_row(sqlite::Statement& statement) {
    try {
        while (statement.step()) continue;
        return true;
    } catch (const sqlite::Failure& failure) {
        // The statement is compiled, so an error is one of the values.
        if (failure.kind() != sqlite::FailureKind::constraint &&
            failure.kind() != sqlite::FailureKind::error)
            throw;
        return false;
    }
}

}  // namespace evolve
