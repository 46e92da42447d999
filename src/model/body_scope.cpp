#include "model/body_scope.hpp"

#include "evolve/base/keyword.hpp"
#include "evolve/base/quote.hpp"
#include "model/canonical_parts.hpp"

namespace evolve::canon {
namespace {

using Tokens = std::vector<ExpressionToken>;

bool is_operand_end(const ExpressionToken& token) {
    switch (token.kind) {
        case ExpressionTokenKind::punctuation: return token.is(")");
        case ExpressionTokenKind::word: {
            const Keyword keyword = keyword_of(token.text);
            return keyword == Keyword::none || keyword == Keyword::null_ ||
                   keyword == Keyword::end_;
        }
        default: return true;
    }
}

/// An alias without AS stands where an operand has just ended.
bool is_definite_name(const Tokens& tokens, std::size_t i) {
    const ExpressionToken& token = tokens[i];
    switch (token.kind) {
        case ExpressionTokenKind::name: return true;
        case ExpressionTokenKind::word: return keyword_of(token.text) == Keyword::none;
        case ExpressionTokenKind::double_quoted:
            return stands_as_name(tokens, i) || (i > 0 && is_operand_end(tokens[i - 1]));
        default: return false;
    }
}

/// LEFT in "t LEFT JOIN u", which is no alias there.
bool is_join_operator(const Tokens& tokens, std::size_t i) {
    if (!is_join_word(keyword_of(tokens[i].text)) || i + 1 == tokens.size()) return false;
    const ExpressionToken& next = tokens[i + 1];
    if (next.kind != ExpressionTokenKind::word) return false;
    const Keyword keyword = keyword_of(next.text);
    return keyword == Keyword::join_ || is_join_word(keyword);
}

bool is_truth(std::string_view word) {
    return equal_ignoring_case(word, "true") || equal_ignoring_case(word, "false");
}

}  // namespace

BodyScope::BodyScope(const Schema& schema) {
    for (const Table& table : schema.tables) {
        names_.insert(table.name);
        for (const Column& column : table.columns) names_.insert(column.name);
    }
    for (const View& view : schema.views) {
        names_.insert(view.name);
        names_.insert(view.columns.begin(), view.columns.end());
    }
    for (const VirtualTable& table : schema.virtual_tables) names_.insert(table.name);
    for (std::string_view each : {"rowid", "_rowid_", "oid", "new", "old", "excluded"})
        names_.insert(Identifier(each));
}

std::string joined(const Tokens& tokens, const BodyScope& scope) {
    std::set<Identifier> own;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (is_definite_name(tokens, i)) own.insert(Identifier(tokens[i].text));
    const auto is_name = [&](std::string_view text) {
        return scope.has(text) || own.contains(Identifier(text));
    };
    const auto word = [&](std::size_t i) {
        const std::string_view text = tokens[i].text;
        const bool name_here = is_truth(text)
                                   ? scope.has(text)
                                   : can_be_name(keyword_of(text)) && !is_value_word(text) &&
                                         !is_join_operator(tokens, i);
        return name_here ? name(text) : folded(text);
    };
    std::string result;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const ExpressionToken& token = tokens[i];
        if (i > 0) result += ' ';
        if (token.kind == ExpressionTokenKind::word)
            result += word(i);
        else if (token.kind == ExpressionTokenKind::double_quoted && !is_name(token.text))
            result += quoted(token.text, '\'');
        else
            result += literal(token);
    }
    return result;
}

}  // namespace evolve::canon
