#pragma once

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

#include "evolve/base/one_of.hpp"
#include "evolve/model/naming.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/model/scope.hpp"

// What ALTER TABLE … RENAME writes into the definitions that name a table or column
// (https://sqlite.org/lang_altertable.html).

namespace evolve::detail {

constexpr void rename(ExpressionToken& token, const Identifier& to) {
    token.kind = ExpressionTokenKind::double_quoted;
    token.text = to.text();
}

/// Whether a word behind AS is the type of a CAST: "CAST(a AS text)".
constexpr bool names_a_type(const std::vector<ExpressionToken>& tokens, std::size_t i) {
    if (i == 0 || !is_word(tokens[i - 1], "as")) return false;
    std::size_t depth = 0;
    for (std::size_t at = i; at > 0; --at) {
        if (tokens[at - 1].is(")")) ++depth;
        if (tokens[at - 1].is("(") && depth-- == 0)
            return at >= 2 && is_word(tokens[at - 2], "cast");
    }
    return false;
}

/// Whether the token is the column and not what only looks like its name: a function, a collation,
/// a type.
constexpr bool is_the_column(const std::vector<ExpressionToken>& tokens, std::size_t i,
                             const Identifier& column) {
    if (!tokens[i].may_name(column)) return false;
    if (i + 1 < tokens.size() && (tokens[i + 1].is("(") || tokens[i + 1].is("."))) return false;
    if (i > 0 && is_word(tokens[i - 1], "collate")) return false;
    return !names_a_type(tokens, i);
}

constexpr void rename_column(Expression& expression, const Identifier& from, const Identifier& to) {
    for (std::size_t i = 0; i < expression.tokens.size(); ++i)
        if (is_the_column(expression.tokens, i, from)) rename(expression.tokens[i], to);
}

constexpr void rename_column(std::vector<Identifier>& columns, const Identifier& from,
                             const Identifier& to) {
    for (Identifier& column : columns)
        if (column == from) column = to;
}

constexpr void rename_column(std::vector<KeyPart>& parts, const Identifier& from,
                             const Identifier& to) {
    for (KeyPart& part : parts) {
        if (part.is_expression())
            rename_column(part.expression, from, to);
        else if (part.column == from)
            part.column = to;
    }
}

/// Calls `change` with every expression of the table's rules.
template <class Change>
constexpr void for_each_expression(Table& table, Change change) {
    for (Column& column : table.columns)
        for (ColumnConstraint& constraint : column.constraints) {
            if (auto* check = std::get_if<Check>(&constraint.rule)) change(check->condition);
            if (auto* generated = std::get_if<Generated>(&constraint.rule))
                change(generated->value);
        }
    for (TableConstraint& constraint : table.constraints)
        if (auto* check = std::get_if<Check>(&constraint.rule)) change(check->condition);
}

/// Calls `change` with the target of every foreign key of the table.
template <class Change>
constexpr void for_each_target(Table& table, Change change) {
    for (Column& column : table.columns)
        for (ColumnConstraint& constraint : column.constraints)
            if (auto* references = std::get_if<References>(&constraint.rule))
                change(references->target);
    for (TableConstraint& constraint : table.constraints)
        if (auto* key = std::get_if<ForeignKey>(&constraint.rule)) change(key->target);
}

/// The column under its new name in the rules of its own table.
constexpr void rename_own_column(Table& table, const Identifier& from, const Identifier& to) {
    for (Column& column : table.columns)
        if (column.name == from) column.name = to;
    for_each_expression(table, [&](Expression& each) { rename_column(each, from, to); });
    for (TableConstraint& constraint : table.constraints)
        std::visit(overloaded{
                       [&](PrimaryKeyOf& key) { rename_column(key.columns, from, to); },
                       [&](UniqueOf& rule) { rename_column(rule.columns, from, to); },
                       [&](ForeignKey& key) { rename_column(key.columns, from, to); },
                       [](Check&) {},
                   },
                   constraint.rule);
}

/// A token before a dot that is the table's name: "t.a".
constexpr void rename_qualifiers(Expression& expression, const Identifier& from,
                                 const Identifier& to) {
    auto& tokens = expression.tokens;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        if (may_be_name(tokens[i]) && equal_ignoring_case(tokens[i].text, from.view()) &&
            tokens[i + 1].is("."))
            rename(tokens[i], to);
}

/// The table's name wherever a SELECT or a trigger's body means it.
constexpr void rename_table(Expression& expression, const Identifier& from, const Identifier& to) {
    for (std::size_t place : TableReferences(expression.tokens).places_of(from))
        rename(expression.tokens[place], to);
    rename_qualifiers(expression, from, to);
}

}  // namespace evolve::detail

namespace evolve {

/// The schema after the column got its new name, in all that names it.
constexpr Schema with_renamed_column(Schema schema, const Identifier& table, const Identifier& from,
                                     const Identifier& to) {
    const Reach reach = reach_of(schema, table);
    for (Table& each : schema.tables) {
        if (each.name == table) detail::rename_own_column(each, from, to);
        detail::for_each_target(each, [&](ForeignKeyTarget& target) {
            if (target.parent == table) detail::rename_column(target.columns, from, to);
        });
    }
    for (Index& index : schema.indexes) {
        if (index.table != table) continue;
        detail::rename_column(index.columns, from, to);
        detail::rename_column(index.where, from, to);
    }
    for (std::size_t i : reach.views) detail::rename_column(schema.views[i].select, from, to);
    for (std::size_t i : reach.triggers) {
        Trigger& trigger = schema.triggers[i];
        if (trigger.table == table) detail::rename_column(trigger.columns, from, to);
        detail::rename_column(trigger.condition, from, to);
        detail::rename_column(trigger.body, from, to);
    }
    return schema;
}

/// The schema after the table got its new name, in all that names it.
constexpr Schema with_renamed_table(Schema schema, const Identifier& from, const Identifier& to) {
    for (Table& each : schema.tables) {
        if (each.name == from) {
            each.name = to;
            detail::for_each_expression(
                each, [&](Expression& some) { detail::rename_qualifiers(some, from, to); });
        }
        detail::for_each_target(each, [&](ForeignKeyTarget& target) {
            if (target.parent == from) target.parent = to;
        });
    }
    for (Index& index : schema.indexes) {
        if (index.table != from) continue;
        index.table = to;
        for (KeyPart& part : index.columns) detail::rename_qualifiers(part.expression, from, to);
        detail::rename_qualifiers(index.where, from, to);
    }
    for (View& view : schema.views) detail::rename_table(view.select, from, to);
    for (Trigger& trigger : schema.triggers) {
        if (trigger.table == from) trigger.table = to;
        detail::rename_table(trigger.condition, from, to);
        detail::rename_table(trigger.body, from, to);
    }
    return schema;
}

}  // namespace evolve
