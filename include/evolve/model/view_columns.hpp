#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/objects.hpp"
#include "evolve/model/table_reference.hpp"

// Which tables lend a view all their columns. Unlike most answers about names this one errs on the
// side of no: it tells of a * of the SELECT itself over a table of its FROM, not of one in a nested
// SELECT, where it may be part of EXISTS.

namespace evolve {

namespace detail {

/// Follows the SELECT of a view, core by core of a compound one.
class StarredTables {
public:
    constexpr StarredTables(const std::vector<ExpressionToken>& tokens, const Identifier& table)
        : tokens_(&tokens), places_(TableReferences(tokens).places_of(table)) {}

    /// No for a SELECT that WITH leads: there the name may mean something else.
    constexpr bool include_the_table() {
        if (is_word(0, "with")) return false;
        for (at_ = 0; at_ < tokens_->size(); ++at_) {
            if (token(at_).is("("))
                ++depth_;
            else if (token(at_).is(")"))
                --depth_;
            else if (depth_ == 0 && take())
                return true;
        }
        return false;
    }

private:
    [[nodiscard]] constexpr const ExpressionToken& token(std::size_t at) const {
        return (*tokens_)[at];
    }
    [[nodiscard]] constexpr bool is_word(std::size_t at, std::string_view word) const {
        return at < tokens_->size() && token(at).kind == ExpressionTokenKind::word &&
               equal_ignoring_case(token(at).text, word);
    }

    /// Takes in a token outside of brackets; whether it is the table, with a * over it.
    constexpr bool take() {
        if (is_word(at_, "select")) {
            bare_ = false;
            qualifiers_.clear();
        } else if (at_ > 0 && token(at_).is("*")) {
            take_star();
        } else if (std::find(places_.begin(), places_.end(), at_) != places_.end()) {
            return bare_ || is_qualifier(name_there());
        }
        return false;
    }

    /// A * that is no factor.
    constexpr void take_star() {
        const std::size_t before = at_ - 1;
        if (token(before).is(".") && before > 0)
            qualifiers_.push_back(token(before - 1).text);
        else
            bare_ = bare_ || token(before).is(",") || is_word(before, "select") ||
                    is_word(before, "distinct") || is_word(before, "all");
    }

    /// The table at this place as the SELECT calls it. A keyword that follows it is no alias that
    /// anyone uses as a qualifier.
    [[nodiscard]] constexpr std::string_view name_there() const {
        std::size_t alias = at_ + 1;
        if (is_word(alias, "as")) ++alias;
        const bool has_alias =
            alias < tokens_->size() && token(alias).kind != ExpressionTokenKind::punctuation;
        return has_alias && is_qualifier(token(alias).text) ? token(alias).text.view()
                                                            : token(at_).text.view();
    }

    [[nodiscard]] constexpr bool is_qualifier(std::string_view name) const {
        for (const auto& qualifier : qualifiers_)
            if (equal_ignoring_case(qualifier, name)) return true;
        return false;
    }

    const std::vector<ExpressionToken>* tokens_;
    std::vector<std::size_t> places_;
    std::vector<Text> qualifiers_{};
    bool bare_ = false;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace detail

/// Whether the view has all columns of the table or view of that name ("SELECT * FROM t",
/// "SELECT t.* FROM t, u").
constexpr bool takes_all_columns_of(const View& view, const Identifier& table) {
    return detail::StarredTables(view.select.tokens, table).include_the_table();
}

}  // namespace evolve
