#include "evolve/model/canonical.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

#include "evolve/base/one_of.hpp"

namespace evolve {
namespace {

std::string folded(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), fold_case);
    return result;
}

std::string enclosed(std::string_view text, char quote) {
    std::string result;
    result.reserve(text.size() + 2);
    result += quote;
    for (char byte : text) {
        if (byte == quote) result += quote;
        result += byte;
    }
    return result += quote;
}

std::string name(std::string_view text) {
    std::string result = enclosed(text, '"');
    std::ranges::transform(result, result.begin(), fold_case);
    return result;
}
std::string name(const Identifier& identifier) { return name(identifier.view()); }

/// Words that are values wherever they stand, even beside a column of that name.
bool is_value_word(std::string_view word) {
    constexpr std::array<std::string_view, 4> words = {"null", "current_time", "current_date",
                                                       "current_timestamp"};
    return std::ranges::any_of(words, [&](auto w) { return equal_ignoring_case(word, w); });
}

/// The names that an expression of a table may mean.
struct Scope {
    const Table& table;

    [[nodiscard]] bool has(std::string_view text) const {
        const Identifier wanted(text);
        return wanted == table.name || table.has_column(wanted) || names_rowid(wanted);
    }

    /// SQLite takes "rowid" for the rowid before it takes it for a string.
    [[nodiscard]] static bool names_rowid(const Identifier& wanted) {
        constexpr std::array<std::string_view, 3> names = {"rowid", "_rowid_", "oid"};
        return std::ranges::any_of(names,
                                   [&](auto n) { return equal_ignoring_case(wanted.view(), n); });
    }
};

std::string canonical(const ExpressionToken& token, const Scope& scope) {
    const std::string_view text = token.text;
    switch (token.kind) {
        case ExpressionTokenKind::word:
            return scope.has(text) && !is_value_word(text) ? name(text) : folded(text);
        case ExpressionTokenKind::name: return name(text);
        case ExpressionTokenKind::double_quoted:
            return scope.has(text) ? name(text) : enclosed(text, '\'');
        case ExpressionTokenKind::string: return enclosed(text, '\'');
        case ExpressionTokenKind::number: return folded(text);
        case ExpressionTokenKind::blob: return "x" + enclosed(folded(text), '\'');
        case ExpressionTokenKind::punctuation: return std::string(text);
    }
    return {};
}

using Tokens = std::vector<ExpressionToken>;

std::string joined(const Tokens& tokens, const Scope& scope) {
    std::string result;
    for (const ExpressionToken& token : tokens) {
        if (!result.empty()) result += ' ';
        result += canonical(token, scope);
    }
    return result;
}

bool is_literal(const ExpressionToken& token) {
    return token.kind != ExpressionTokenKind::punctuation &&
           token.kind != ExpressionTokenKind::name;
}

/// `(5)`, `+5`, `((+5))` and `5` are one default; so are `- (5)` and `-5`.
Tokens without_redundant_signs(Tokens tokens) {
    const auto stripped_once = [](Tokens& t) {
        if (t.size() >= 3 && t.front().is("(") && t.back().is(")")) {
            t.erase(t.begin());
            t.pop_back();
            return true;
        }
        if (t.size() >= 2 && t.front().is("+")) {
            t.erase(t.begin());
            return true;
        }
        return false;
    };
    Tokens bare = tokens;
    while (stripped_once(bare)) {}
    const bool negative = bare.size() >= 2 && bare.front().is("-");
    if (negative) bare.erase(bare.begin());
    while (negative && stripped_once(bare)) {}
    if (bare.size() != 1 || !is_literal(bare.front())) return tokens;
    if (negative) bare.insert(bare.begin(), {ExpressionTokenKind::punctuation, "-"});
    return bare;
}

/// Empty for DEFAULT NULL, which says what no DEFAULT says.
std::string canonical(const Default& rule, const Scope& scope) {
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

std::string canonical(OnConflict clause) {
    switch (clause) {
        case OnConflict::unspecified: return "";
        case OnConflict::rollback: return " on conflict rollback";
        case OnConflict::abort: return " on conflict abort";
        case OnConflict::fail: return " on conflict fail";
        case OnConflict::ignore: return " on conflict ignore";
        case OnConflict::replace: return " on conflict replace";
    }
    return {};
}

std::string canonical(ForeignKeyAction action, std::string_view event) {
    const auto written = [&](const char* what) { return " on " + std::string(event) + what; };
    switch (action) {
        case ForeignKeyAction::unspecified: return "";
        case ForeignKeyAction::no_action: return written(" no action");
        case ForeignKeyAction::restrict: return written(" restrict");
        case ForeignKeyAction::set_null: return written(" set null");
        case ForeignKeyAction::set_default: return written(" set default");
        case ForeignKeyAction::cascade: return written(" cascade");
    }
    return {};
}

std::string canonical(Deferral deferral) {
    switch (deferral) {
        case Deferral::unspecified: return "";
        case Deferral::not_deferrable: return " not deferrable";
        case Deferral::not_deferrable_initially_deferred:
            return " not deferrable initially deferred";
        case Deferral::not_deferrable_initially_immediate:
            return " not deferrable initially immediate";
        case Deferral::deferrable: return " deferrable";
        case Deferral::deferrable_initially_deferred: return " deferrable initially deferred";
        case Deferral::deferrable_initially_immediate: return " deferrable initially immediate";
    }
    return {};
}

std::string names(const std::vector<Identifier>& identifiers) {
    std::string result;
    for (const Identifier& identifier : identifiers)
        result += (result.empty() ? "" : ", ") + name(identifier);
    return "(" + result + ")";
}

std::string canonical(const ForeignKeyTarget& target) {
    std::string result = "references " + name(target.parent);
    if (!target.columns.empty()) result += " " + names(target.columns);
    result += canonical(target.on_delete, "delete") + canonical(target.on_update, "update");
    if (!target.match.empty()) result += " match " + name(target.match);
    return result + canonical(target.deferral);
}

std::string canonical(const KeyPart& part) {
    std::string result = name(part.column);
    if (!part.collation.empty()) result += " collate " + name(part.collation);
    if (part.order == SortOrder::descending) result += " desc";
    return result;
}

std::string canonical(const std::vector<KeyPart>& parts) {
    std::string result;
    for (const KeyPart& part : parts) result += (result.empty() ? "" : ", ") + canonical(part);
    return "(" + result + ")";
}

std::string primary_key_text(OnConflict on_conflict, bool autoincrement) {
    return "primary key" + canonical(on_conflict) + (autoincrement ? " autoincrement" : "");
}

std::string check_text(const Check& check, const Scope& scope) {
    return "check " + joined(check.condition.tokens, scope);
}

/// Empty for a rule that says nothing.
std::string canonical(const ColumnConstraint& constraint, const Scope& scope) {
    return std::visit(
        overloaded{
            [](const PrimaryKey& key) {
                const char* order = key.order == SortOrder::descending ? " desc" : "";
                return primary_key_text(key.on_conflict, key.autoincrement) + order;
            },
            [](const NotNull& rule) { return "not null" + canonical(rule.on_conflict); },
            [](const Unique& rule) { return "unique" + canonical(rule.on_conflict); },
            [&](const Check& check) { return check_text(check, scope); },
            [&](const Default& rule) { return canonical(rule, scope); },
            [](const Collate& rule) { return "collate " + name(rule.collation); },
            [](const References& rule) { return canonical(rule.target); },
        },
        constraint.rule);
}

}  // namespace

std::string canonical(const Column& column, const Table& table) {
    std::vector<std::string> rules;
    for (const ColumnConstraint& constraint : column.constraints)
        rules.push_back(canonical(constraint, Scope{table}));
    std::erase(rules, "");
    std::ranges::sort(rules);
    std::string text = name(column.name);
    text.append(" ").append(folded(column.type));
    for (const std::string& rule : rules) text.append("; ").append(rule);
    return text;
}

std::string canonical(const TableConstraint& constraint, const Table& table) {
    return std::visit(
        overloaded{
            [](const PrimaryKeyOf& key) {
                return primary_key_text(key.on_conflict, key.autoincrement) + " " +
                       canonical(key.columns);
            },
            [](const UniqueOf& rule) {
                return "unique" + canonical(rule.on_conflict) + " " + canonical(rule.columns);
            },
            [&](const Check& check) { return check_text(check, Scope{table}); },
            [](const ForeignKey& key) {
                return "foreign key " + names(key.columns) + " " + canonical(key.target);
            },
        },
        constraint.rule);
}

std::string canonical(const Table& table) {
    const Table normal = normalised(table);
    std::vector<std::string> columns;
    for (const Column& column : normal.columns) columns.push_back(canonical(column, normal));
    std::vector<std::string> rules;
    for (const TableConstraint& rule : normal.constraints) rules.push_back(canonical(rule, normal));
    std::ranges::sort(columns);
    std::ranges::sort(rules);
    std::string text = "table " + name(table.name) + "\n";
    for (const std::string& column : columns) text.append("  ").append(column).append("\n");
    for (const std::string& rule : rules) text.append("  : ").append(rule).append("\n");
    return text;
}

std::string canonical(const Index& index) {
    return std::string(index.unique ? "unique index " : "index ") + name(index.name) + " on " +
           name(index.table) + " " + canonical(index.columns) + "\n";
}

std::string canonical(const Schema& schema) {
    std::vector<std::string> objects;
    for (const Table& table : schema.tables) objects.push_back(canonical(table));
    for (const Index& index : schema.indexes) objects.push_back(canonical(index));
    std::ranges::sort(objects);
    std::string whole;
    for (const std::string& object : objects) whole += object;
    return whole;
}

}  // namespace evolve
