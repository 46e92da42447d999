#pragma once

#include <cstddef>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/model/table_reference.hpp"

// Which tables and columns the texts of a schema name. Answers about columns are by tokens and err
// on one side: a word that looks like the name counts as the name, whatever it means there
// (docs/decisions/0006-dependants-by-tokens.md). A table counts where a table can stand.

namespace evolve {

/// A token that may be a name.
struct Naming {
    Identifier name;
    bool qualified = false;  ///< a dot leads it

    friend constexpr bool operator==(const Naming&, const Naming&) = default;
};

constexpr bool may_be_name(const ExpressionToken& token) {
    return token.kind == ExpressionTokenKind::word || token.kind == ExpressionTokenKind::name ||
           token.kind == ExpressionTokenKind::double_quoted ||
           token.kind == ExpressionTokenKind::string;
}

/// Every token of an expression or body that may be a name, in order; 'strings' too, which SQLite
/// takes for names in places.
constexpr std::vector<Naming> names_in(const Expression& expression) {
    std::vector<Naming> names;
    bool after_dot = false;
    for (const ExpressionToken& token : expression.tokens) {
        if (may_be_name(token)) names.push_back({Identifier(token.text), after_dot});
        after_dot = token.is(".");
    }
    return names;
}

constexpr bool names(const Expression& expression, const Identifier& wanted) {
    for (const ExpressionToken& token : expression.tokens)
        if (may_be_name(token) && equal_ignoring_case(token.text, wanted.view())) return true;
    return false;
}

constexpr bool names(const View& view, const Identifier& wanted) {
    return names(view.select, wanted);
}

constexpr bool names(const Trigger& trigger, const Identifier& wanted) {
    if (trigger.table == wanted) return true;
    for (const Identifier& column : trigger.columns)
        if (column == wanted) return true;
    return names(trigger.condition, wanted) || names(trigger.body, wanted);
}

/// Whether a bare name in it would come to mean a column that is new: its own name, or NATURAL,
/// which means every name that two tables share (pitfalls C09, C10).
constexpr bool would_capture(const Expression& expression, const Identifier& column) {
    bool after_dot = false;
    for (const ExpressionToken& token : expression.tokens) {
        if (!after_dot && may_be_name(token) &&
            (equal_ignoring_case(token.text, column.view()) ||
             equal_ignoring_case(token.text, "natural")))
            return true;
        after_dot = token.is(".");
    }
    return false;
}

constexpr bool would_capture(const View& view, const Identifier& column) {
    return would_capture(view.select, column);
}

constexpr bool would_capture(const Trigger& trigger, const Identifier& column) {
    return would_capture(trigger.condition, column) || would_capture(trigger.body, column);
}

// Whether they need a table or view of that name.

constexpr bool refers_to(const View& view, const Identifier& table) {
    return refers_to(view.select, table);
}

constexpr bool refers_to(const Trigger& trigger, const Identifier& table) {
    return trigger.table == table || refers_to(trigger.condition, table) ||
           refers_to(trigger.body, table);
}

namespace detail {

/// A module's argument without blanks and quotes around it.
constexpr std::string_view bare(std::string_view argument) {
    const auto is_around = [](char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\'' || c == '"' ||
               c == '`' || c == '[' || c == ']';
    };
    while (!argument.empty() && is_around(argument.front())) argument.remove_prefix(1);
    while (!argument.empty() && is_around(argument.back())) argument.remove_suffix(1);
    return argument;
}

}  // namespace detail

/// Whether an argument names a column of its content: as its first word or its value.
constexpr bool names(const VirtualTable& table, const Identifier& wanted) {
    for (const Text& argument : table.arguments) {
        const std::string_view text = detail::bare(argument.view());
        const std::size_t end = text.find_first_of(" \t\n\r=");
        const std::size_t equals = text.find('=');
        const std::string_view value =
            equals == std::string_view::npos ? text : text.substr(equals + 1);
        if (equal_ignoring_case(detail::bare(text.substr(0, end)), wanted.view()) ||
            equal_ignoring_case(detail::bare(value), wanted.view()))
            return true;
    }
    return false;
}

/// Full-text tables name the table of their content, and the tables over their terms the full-text
/// table itself (https://sqlite.org/fts5.html#external_content_tables).
constexpr bool refers_to(const VirtualTable& table, const Identifier& wanted) {
    const bool over_terms =
        detail::mentions(table.module.view(), "vocab") || table.module == Identifier("fts4aux");
    for (const Text& argument : table.arguments) {
        const std::string_view text = argument.view();
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) {
            if (over_terms && equal_ignoring_case(detail::bare(text), wanted.view())) return true;
        } else if (equal_ignoring_case(detail::bare(text.substr(0, equals)), "content") &&
                   equal_ignoring_case(detail::bare(text.substr(equals + 1)), wanted.view())) {
            return !wanted.empty();
        }
    }
    return false;
}

/// Whether a column of that name is a part or in an expression of the index.
constexpr bool names_column(const Index& index, const Identifier& column) {
    for (const KeyPart& part : index.columns)
        if (part.is_expression() ? mentions(part.expression, column) : part.column == column)
            return true;
    return mentions(index.where, column);
}

/// The views, triggers and virtual tables, by their places in the schema, that depend on a table or
/// view, or on a view that does, and so on.
struct Reach {
    std::vector<std::size_t> views{};
    std::vector<std::size_t> triggers{};
    std::vector<std::size_t> virtual_tables{};
};

namespace detail {

template <class Object>
constexpr bool refers_to_any(const Object& object, const std::vector<Identifier>& wanted) {
    for (const Identifier& name : wanted)
        if (refers_to(object, name)) return true;
    return false;
}

template <class Object>
constexpr std::vector<std::size_t> referring_to_any(const std::vector<Object>& objects,
                                                    const std::vector<Identifier>& wanted) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < objects.size(); ++i)
        if (refers_to_any(objects[i], wanted)) found.push_back(i);
    return found;
}

}  // namespace detail

constexpr Reach reach_of(const Schema& schema, const Identifier& object) {
    std::vector<Identifier> reached{object};
    std::vector<bool> seen(schema.views.size(), false);
    for (bool grown = true; grown;) {
        grown = false;
        for (std::size_t i = 0; i < schema.views.size(); ++i) {
            if (seen[i] || !detail::refers_to_any(schema.views[i], reached)) continue;
            seen[i] = grown = true;
            reached.push_back(schema.views[i].name);
        }
    }
    return {detail::referring_to_any(schema.views, reached),
            detail::referring_to_any(schema.triggers, reached),
            detail::referring_to_any(schema.virtual_tables, reached)};
}

/// Whether the SELECT of a view takes all columns of something ("*", "t.*"), so that its shape
/// follows that of its tables (pitfall C06).
constexpr bool takes_all_columns(const View& view) {
    const auto& tokens = view.select.tokens;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (!tokens[i].is("*")) continue;
        const ExpressionToken& before = tokens[i - 1];
        if (before.is(",") || before.is(".")) return true;
        if (before.kind != ExpressionTokenKind::word) continue;
        for (std::string_view word : {"select", "distinct", "all"})
            if (equal_ignoring_case(before.text, word)) return true;
    }
    return false;
}

}  // namespace evolve
