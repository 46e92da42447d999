#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/expression.hpp"

namespace evolve {

namespace detail {

/// Follows a SELECT, or the statements of a trigger, just far enough to know where a table is
/// named: after FROM, JOIN, INTO, UPDATE and IN, and after a comma of a FROM clause. What stands
/// there in vain (a common table expression, a function) counts too.
class TableReferences {
public:
    constexpr explicit TableReferences(const std::vector<ExpressionToken>& tokens)
        : tokens_(&tokens), levels_(1) {}

    constexpr bool include(const Identifier& wanted) { return !places_of(wanted).empty(); }

    /// Where that table is named, as places of tokens.
    constexpr std::vector<std::size_t> places_of(const Identifier& wanted) {
        std::vector<std::size_t> places;
        for (at_ = 0; at_ < tokens_->size(); ++at_)
            if (is_reference() && equal_ignoring_case(token().text, wanted.view()))
                places.push_back(at_);
        return places;
    }

private:
    struct Level {
        bool in_from = false;  ///< a comma leads to another table
        bool expects = false;  ///< a table is named next
    };

    [[nodiscard]] constexpr const ExpressionToken& token() const { return (*tokens_)[at_]; }
    [[nodiscard]] constexpr bool next_is(std::string_view symbol) const {
        return at_ + 1 < tokens_->size() && (*tokens_)[at_ + 1].is(symbol);
    }
    [[nodiscard]] constexpr bool is_word(std::string_view word) const {
        return token().kind == ExpressionTokenKind::word && equal_ignoring_case(token().text, word);
    }
    [[nodiscard]] constexpr bool is_one_of(const std::vector<std::string_view>& words) const {
        for (std::string_view word : words)
            if (is_word(word)) return true;
        return false;
    }

    /// Takes the token in; whether it names a table.
    constexpr bool is_reference() {
        if (token().kind == ExpressionTokenKind::punctuation) {
            punctuation();
            return false;
        }
        if (keyword()) return false;
        Level& level = levels_.back();
        if (!level.expects || next_is(".")) return false;  // a schema leads the table's name
        level.expects = false;
        return true;
    }

    constexpr void punctuation() {
        if (token().is("(")) {
            const bool of_tables = levels_.back().expects;
            levels_.back().expects = false;
            levels_.push_back({of_tables, of_tables});
        } else if (token().is(")") && levels_.size() > 1) {
            levels_.pop_back();
        } else if (token().is(",")) {
            levels_.back().expects = levels_.back().in_from;
        } else if (token().is(";")) {
            levels_.assign(1, Level());
        }
    }

    constexpr bool keyword() {
        Level& level = levels_.back();
        if (is_one_of({"from", "join"})) {
            level = {true, true};
        } else if (is_one_of({"into", "update"})) {
            level.expects = true;
        } else if (is_word("in") && !next_is("(")) {
            level.expects = true;
        } else if (level.expects && is_word("or")) {
            ++at_;  // UPDATE OR IGNORE t
        } else if (is_one_of({"select", "values", "with", "where", "group", "order", "having",
                              "limit", "window", "union", "except", "intersect", "set",
                              "returning"})) {
            level = {};
        } else {
            return false;
        }
        return true;
    }

    const std::vector<ExpressionToken>* tokens_;
    std::vector<Level> levels_;
    std::size_t at_ = 0;
};

}  // namespace detail

/// Whether a SELECT or the body of a trigger reads or writes a table or view of that name.
constexpr bool refers_to(const Expression& expression, const Identifier& table) {
    return detail::TableReferences(expression.tokens).include(table);
}

}  // namespace evolve
