#include "prove/column_facts.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/model/canonical.hpp"

namespace evolve {
namespace {

std::optional<Value> literal(const ExpressionToken& token) {
    const std::string_view text = token.text;
    if (token.kind == ExpressionTokenKind::string) return Value(token.text);
    if (token.kind != ExpressionTokenKind::number) return std::nullopt;
    std::int64_t integer = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), integer);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return Value(integer);
    double real = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), real).ec != std::errc())
        return std::nullopt;
    return Value(real);
}

/// The literals of a CHECK, and their neighbours: boundaries are where mistakes show.
void add_literals(const Expression& condition, std::vector<Value>& literals) {
    for (const ExpressionToken& token : condition.tokens) {
        const auto value = literal(token);
        if (!value) continue;
        literals.push_back(*value);
        const auto* number = std::get_if<std::int64_t>(&*value);
        if (number == nullptr || *number >= 1'000'000'000'000) continue;
        literals.emplace_back(*number + 1);
        literals.emplace_back(*number - 1);
    }
}

/// Texts at the boundaries of lengths that the expression speaks of.
void add_lengths(const Expression& condition, std::vector<Value>& literals) {
    constexpr std::int64_t longest = 10'000;
    const auto is_length = [](const ExpressionToken& token) {
        return token.kind == ExpressionTokenKind::word && equal_ignoring_case(token.text, "length");
    };
    if (std::ranges::none_of(condition.tokens, is_length)) return;
    for (const ExpressionToken& token : condition.tokens) {
        const auto value = literal(token);
        const auto* number = value ? std::get_if<std::int64_t>(&*value) : nullptr;
        if (number == nullptr || *number <= 0 || *number > longest) continue;
        for (std::int64_t length = *number - 1; length <= *number + 1; ++length)
            literals.emplace_back(Text(std::string(static_cast<std::size_t>(length), 'x')));
    }
}

bool leads_unique_index(const Schema& schema, const Table& table, const Identifier& column) {
    for (const Index& index : schema.indexes)
        if (index.unique && index.table == table.name && index.columns.front().column == column)
            return true;
    return false;
}

bool leads_key(const TableConstraint& constraint, const Identifier& column) {
    if (const auto* key = std::get_if<PrimaryKeyOf>(&constraint.rule))
        return key->columns.front().column == column;
    if (const auto* unique = std::get_if<UniqueOf>(&constraint.rule))
        return unique->columns.front().column == column;
    return false;
}

}  // namespace

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
                          [](const Sql& sql) {
                              std::vector<Expression> all;
                              for (const Text& statement : sql.up)
                                  all.push_back(ddl::tokens_of(statement));
                              return all;
                          },
                          [](const auto&) { return std::vector<Expression>(); },
                      },
                      step.kind());
}

std::vector<Expression> expressions_of(const std::vector<Step>& steps) {
    std::vector<Expression> all;
    for (const Step& step : steps)
        for (Expression& each : expressions_of(step)) all.push_back(std::move(each));
    return all;
}

void add_wanted(const std::vector<Expression>& expressions, const Table& table,
                std::vector<ColumnFacts>& facts) {
    for (const Expression& expression : expressions)
        for (std::size_t i = 0; i < facts.size(); ++i)
            if (mentions(expression, table.columns[i].name)) {
                add_literals(expression, facts[i].wanted);
                add_lengths(expression, facts[i].wanted);
            }
}

std::vector<Value> wanted_rowids(const std::vector<Expression>& expressions) {
    std::vector<Value> rowids;
    for (const Expression& expression : expressions)
        for (const char* name : {"rowid", "oid", "_rowid_"})
            if (mentions(expression, Identifier(name))) add_literals(expression, rowids);
    return rowids;
}

std::vector<ColumnFacts> facts_of(const Schema& schema, const Table& table) {
    const Table normal = normalised(table);
    const auto alias = rowid_alias(table);
    std::vector<ColumnFacts> all;
    for (std::size_t i = 0; i < normal.columns.size(); ++i) {
        const Column& column = normal.columns[i];
        ColumnFacts facts;
        facts.affinity = affinity_in(table, column);
        facts.generated = column.is_generated();
        facts.rowid_alias = alias == i;
        facts.nullable = !refuses_null(table, column) && !facts.rowid_alias;
        facts.unique = column.has<PrimaryKey>() || column.has<Unique>() ||
                       leads_unique_index(schema, table, column.name);
        for (const TableConstraint& constraint : normal.constraints) {
            facts.unique = facts.unique || leads_key(constraint, column.name);
            const auto* check = std::get_if<Check>(&constraint.rule);
            if (check != nullptr && mentions(check->condition, column.name))
                add_literals(check->condition, facts.literals);
        }
        all.push_back(std::move(facts));
    }
    return all;
}

}  // namespace evolve
