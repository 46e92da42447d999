#include "evolve/model/plain_strings.hpp"

#include <utility>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "evolve/model/scope.hpp"

namespace evolve {
namespace {

void make_plain(Expression& expression, const TableScope& scope) {
    auto& tokens = expression.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i].kind == ExpressionTokenKind::double_quoted && !scope.has(tokens[i].text) &&
            !stands_as_name(tokens, i))
            tokens[i].kind = ExpressionTokenKind::string;
}

/// DEFAULT "s" is a string whatever the columns are called.
void make_plain(Default& rule) {
    auto& tokens = rule.value.tokens;
    if (tokens.size() == 1 && tokens.front().kind == ExpressionTokenKind::double_quoted)
        tokens.front().kind = ExpressionTokenKind::string;
}

void make_plain(Column& column, const TableScope& scope) {
    for (ColumnConstraint& constraint : column.constraints)
        std::visit(overloaded{
                       [&](Check& check) { make_plain(check.condition, scope); },
                       [&](Generated& rule) { make_plain(rule.value, scope); },
                       [](Default& rule) { make_plain(rule); },
                       [](auto&) {},
                   },
                   constraint.rule);
}

}  // namespace

Table with_plain_strings(const Table& table) {
    Table result = table;
    const TableScope scope(table);
    for (Column& column : result.columns) make_plain(column, scope);
    for (TableConstraint& constraint : result.constraints)
        if (auto* check = std::get_if<Check>(&constraint.rule)) make_plain(check->condition, scope);
    return result;
}

Column with_plain_strings(Column column, const Table& table) {
    make_plain(column, TableScope(table));
    return column;
}

Index with_plain_strings(Index index, const Table& table) {
    const TableScope scope(table);
    for (KeyPart& part : index.columns) make_plain(part.expression, scope);
    make_plain(index.where, scope);
    return index;
}

Schema with_plain_strings(Schema schema) {
    for (Table& table : schema.tables) table = with_plain_strings(table);
    for (Index& index : schema.indexes)
        if (const auto table = schema.table(index.table))
            index = with_plain_strings(std::move(index), schema.tables[*table]);
    return schema;
}

}  // namespace evolve
