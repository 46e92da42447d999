#include "prove/column_facts.hpp"

#include <algorithm>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/model/canonical.hpp"
#include "prove/likely_values.hpp"

namespace evolve {
namespace {

bool leads_unique_index(const Schema& schema, const Table& table, const Identifier& column) {
    for (const Index& index : schema.indexes)
        if (index.unique && index.table == table.name &&
            (index.columns.front().column == column ||
             mentions(index.columns.front().expression, column)))
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
    const auto expressions = expressions_over(schema, normal);
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
        facts.taken = taken_values(normal, column);
        facts.beside = values_beside(expressions, column);
        all.push_back(std::move(facts));
    }
    return all;
}

}  // namespace evolve
