#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "evolve/model/table.hpp"

namespace evolve {

/// Words that are values wherever they stand, even beside a column of that name.
constexpr bool is_value_word(std::string_view word) {
    constexpr std::array<std::string_view, 4> words = {"null", "current_time", "current_date",
                                                       "current_timestamp"};
    return std::ranges::any_of(words, [&](auto w) { return equal_ignoring_case(word, w); });
}

/// The names that an expression of a table may mean.
class TableScope {
public:
    explicit constexpr TableScope(const Table& table) : table_(&table) {}

    [[nodiscard]] constexpr bool has(std::string_view text) const {
        const Identifier wanted(text);
        return wanted == table_->name || table_->has_column(wanted) || names_rowid(text);
    }

private:
    /// SQLite takes "rowid" for the rowid before it takes it for a string.
    [[nodiscard]] constexpr bool names_rowid(std::string_view text) const {
        constexpr std::array<std::string_view, 3> names = {"rowid", "_rowid_", "oid"};
        return !table_->without_rowid &&
               std::ranges::any_of(names, [&](auto n) { return equal_ignoring_case(text, n); });
    }

    const Table* table_;
};

/// Whether only a name can stand where this token stands: beside a dot, before a bracket, after
/// COLLATE or AS.
constexpr bool stands_as_name(const std::vector<ExpressionToken>& tokens, std::size_t i) {
    if (i + 1 < tokens.size() && (tokens[i + 1].is(".") || tokens[i + 1].is("("))) return true;
    if (i == 0) return false;
    const ExpressionToken& before = tokens[i - 1];
    return before.is(".") || detail::is_word(before, "collate") || detail::is_word(before, "as");
}

}  // namespace evolve
