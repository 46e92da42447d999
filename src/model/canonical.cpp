#include "evolve/model/canonical.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "evolve/base/one_of.hpp"
#include "model/canonical_parts.hpp"
#include "model/placement.hpp"

namespace evolve {
namespace {

using canon::bracketed;
using canon::clause;
using canon::folded;
using canon::joined;
using canon::name;
using canon::names;

using Tokens = std::vector<ExpressionToken>;

bool is_literal(const ExpressionToken& token) {
    return token.kind != ExpressionTokenKind::punctuation &&
           token.kind != ExpressionTokenKind::name;
}

/// A stretch of tokens from which brackets and plus signs around the whole can be taken.
struct Stretch {
    const Tokens& tokens;
    std::size_t first = 0;
    std::size_t last = tokens.size();

    [[nodiscard]] std::size_t size() const { return last - first; }

    void strip() {
        while (true) {
            if (size() >= 3 && tokens[first].is("(") && tokens[last - 1].is(")"))
                --last;
            else if (size() < 2 || !tokens[first].is("+"))
                return;
            ++first;
        }
    }
};

/// `(5)`, `+5`, `((+5))` and `5` are one default; so are `- (5)` and `-5`.
Tokens without_redundant_signs(const Tokens& tokens) {
    Stretch bare{tokens};
    bare.strip();
    const bool negative = bare.size() >= 2 && tokens[bare.first].is("-");
    if (negative) {
        ++bare.first;
        bare.strip();
    }
    if (bare.size() != 1 || !is_literal(tokens[bare.first])) return tokens;
    Tokens literal;
    if (negative) literal.push_back({ExpressionTokenKind::punctuation, "-"});
    literal.push_back(tokens[bare.first]);
    return literal;
}

/// Empty for DEFAULT NULL, which says what no DEFAULT says.
std::string canonical(const Default& rule, const TableScope& scope) {
    Tokens tokens = without_redundant_signs(rule.value.tokens);
    if (tokens.size() == 1) {
        ExpressionToken& only = tokens.front();
        const bool word = only.kind == ExpressionTokenKind::word;
        if (word && equal_ignoring_case(only.text, "null")) return {};
        const bool keyword =
            word && (is_value_word(only.text) || equal_ignoring_case(only.text, "true") ||
                     equal_ignoring_case(only.text, "false"));
        if (keyword) return "default " + folded(only.text);
        // A name as a default, quoted or bare, is a string (DEFAULT id in SQLite's parse.y).
        const bool name = word || only.kind == ExpressionTokenKind::name;
        const bool quoted = only.kind == ExpressionTokenKind::double_quoted;
        if (quoted || (name && !rule.parenthesised)) only.kind = ExpressionTokenKind::string;
    }
    return "default " + joined(tokens, scope);
}

std::string primary_key_text(OnConflict on_conflict, bool autoincrement) {
    return "primary key" + clause(on_conflict) + (autoincrement ? " autoincrement" : "");
}

std::string check_text(const Check& check, const TableScope& scope) {
    return "check " + joined(check.condition.tokens, scope) + clause(check.on_conflict);
}

/// Empty for a rule that says nothing.
std::string canonical(const ColumnConstraint& constraint, const TableScope& scope) {
    return std::visit(overloaded{
                          [](const PrimaryKey& key) {
                              const char* order = key.order == SortOrder::descending ? " desc" : "";
                              return primary_key_text(key.on_conflict, key.autoincrement) + order;
                          },
                          [](const NotNull& rule) { return "not null" + clause(rule.on_conflict); },
                          [](const Unique& rule) { return "unique" + clause(rule.on_conflict); },
                          [&](const Check& check) { return check_text(check, scope); },
                          [&](const Default& rule) { return canonical(rule, scope); },
                          [](const Collate& rule) { return "collate " + name(rule.collation); },
                          [](const References& rule) { return clause(rule.target).substr(1); },
                          [&](const Generated& rule) {
                              const bool stored = rule.storage == GeneratedStorage::stored;
                              return "as " + joined(rule.value.tokens, scope) +
                                     (stored ? " stored" : "");
                          },
                          [](const Nullable&) { return std::string(); },
                      },
                      constraint.rule);
}

/// Takes a text in that is not empty.
void add(std::string text, std::vector<std::string>& texts) {
    if (!text.empty()) texts.push_back(std::move(text));
}

/// The texts of the rules that count at the column as it stands in its table. Those of its CHECKs
/// go to the table's.
std::vector<std::string> rules_at(const Column& column, const TableScope& scope,
                                  std::vector<std::string>& of_table) {
    std::vector<std::string> rules;
    for (std::size_t i = 0; i < column.constraints.size(); ++i) {
        const ColumnConstraint& constraint = column.constraints[i];
        if (std::holds_alternative<Check>(constraint.rule))
            of_table.push_back(canonical(constraint, scope));
        else if (!canon::is_overruled(column, i))
            add(canonical(constraint, scope), rules);
    }
    return rules;
}

std::string column_text(const Column& column, std::vector<std::string> rules) {
    std::ranges::sort(rules);
    std::string text = name(column.name);
    text.append(" ").append(folded(column.type));
    for (const std::string& rule : rules) text.append("; ").append(rule);
    return text;
}

std::string options(const Table& table) {
    std::string text;
    if (table.without_rowid) text += "  : without rowid\n";
    if (table.strict) text += "  : strict\n";
    return text;
}

}  // namespace

std::string canonical(const Column& column, const Table& table) {
    const TableScope scope(table);
    std::vector<std::string> rules;
    for (const ColumnConstraint& constraint : column.constraints)
        add(canonical(constraint, scope), rules);
    return column_text(column, std::move(rules));
}

std::string canonical(const TableConstraint& constraint, const Table& table) {
    const TableScope scope(table);
    return std::visit(overloaded{
                          [&](const PrimaryKeyOf& key) {
                              return primary_key_text(key.on_conflict, key.autoincrement) +
                                     bracketed(key.columns, scope);
                          },
                          [&](const UniqueOf& rule) {
                              return "unique" + clause(rule.on_conflict) +
                                     bracketed(rule.columns, scope);
                          },
                          [&](const Check& check) { return check_text(check, scope); },
                          [](const ForeignKey& key) {
                              return "foreign key " + names(key.columns) + clause(key.target);
                          },
                      },
                      constraint.rule);
}

/// The text of the normalised table, which is not made for it: this is most of what a fingerprint
/// costs.
std::string canonical(const Table& table) {
    const TableScope scope(table);
    std::vector<std::string> rules;
    std::vector<std::pair<std::size_t, std::string>> moved;
    for (const TableConstraint& constraint : table.constraints)
        if (const auto at = canon::at_column(constraint, table))
            moved.emplace_back(at->column, canonical(at->constraint, scope));
        else
            rules.push_back(canonical(constraint, table));

    std::vector<std::string> columns;
    columns.reserve(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::vector<std::string> own = rules_at(table.columns[i], scope, rules);
        for (auto& [column, text] : moved)
            if (column == i) add(std::move(text), own);
        columns.push_back(column_text(table.columns[i], std::move(own)));
    }
    std::ranges::sort(columns);
    std::ranges::sort(rules);
    std::string text = "table " + name(table.name) + "\n";
    for (const std::string& column : columns) text.append("  ").append(column).append("\n");
    for (const std::string& rule : rules) text.append("  : ").append(rule).append("\n");
    return text + options(table);
}

}  // namespace evolve
