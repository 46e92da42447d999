#include "model/canonical_parts.hpp"

#include <algorithm>

#include "evolve/base/quote.hpp"

namespace evolve::canon {
namespace {

std::string clause(ForeignKeyAction action, std::string_view event) {
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

std::string clause(Deferral deferral) {
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

std::string token(const ExpressionToken& token, const TableScope& scope) {
    const std::string_view text = token.text;
    if (token.kind == ExpressionTokenKind::word)
        return scope.has(text) && !is_value_word(text) ? name(text) : folded(text);
    if (token.kind == ExpressionTokenKind::double_quoted)
        return scope.has(text) ? name(text) : quoted(text, '\'');
    return literal(token);
}

std::string key_part(const KeyPart& part, const TableScope& scope) {
    std::string result;
    if (part.is_expression())
        result.append("(").append(joined(part.expression.tokens, scope)).append(")");
    else
        result = name(part.column);
    if (!part.collation.empty()) result += " collate " + name(part.collation);
    if (part.order == SortOrder::descending) result += " desc";
    return result;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), fold_case);
    return result;
}

std::string name(std::string_view text) {
    std::string result = quoted(text, '"');
    std::ranges::transform(result, result.begin(), fold_case);
    return result;
}

std::string names(const std::vector<Identifier>& identifiers) {
    std::string result;
    for (const Identifier& identifier : identifiers)
        result += (result.empty() ? "" : ", ") + name(identifier);
    return "(" + result + ")";
}

std::string literal(const ExpressionToken& token) {
    const std::string_view text = token.text;
    switch (token.kind) {
        case ExpressionTokenKind::string: return quoted(text, '\'');
        case ExpressionTokenKind::number: return folded(text);
        case ExpressionTokenKind::blob: return "x" + evolve::quoted(folded(text), '\'');
        case ExpressionTokenKind::punctuation: return std::string(text);
        case ExpressionTokenKind::word: return folded(text);
        case ExpressionTokenKind::name:
        case ExpressionTokenKind::double_quoted: return name(text);
    }
    return {};
}

std::string joined(const std::vector<ExpressionToken>& tokens, const TableScope& scope) {
    std::string result;
    for (const ExpressionToken& each : tokens) {
        if (!result.empty()) result += ' ';
        result += token(each, scope);
    }
    return result;
}

std::string clause(OnConflict action) {
    switch (action) {
        case OnConflict::unspecified: return "";
        case OnConflict::rollback: return " on conflict rollback";
        case OnConflict::abort: return " on conflict abort";
        case OnConflict::fail: return " on conflict fail";
        case OnConflict::ignore: return " on conflict ignore";
        case OnConflict::replace: return " on conflict replace";
    }
    return {};
}

std::string clause(const ForeignKeyTarget& target) {
    std::string result = " references " + name(target.parent);
    if (!target.columns.empty()) result += " " + names(target.columns);
    result += clause(target.on_delete, "delete") + clause(target.on_update, "update");
    if (!target.match.empty()) result += " match " + name(target.match);
    return result + clause(target.deferral);
}

std::string bracketed(const std::vector<KeyPart>& parts, const TableScope& scope) {
    std::string result;
    for (const KeyPart& part : parts)
        result += (result.empty() ? "" : ", ") + key_part(part, scope);
    return " (" + result + ")";
}

}  // namespace evolve::canon
