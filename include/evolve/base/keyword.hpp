#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "evolve/base/identifier.hpp"

namespace evolve {

/// The words of SQLite's grammar (https://sqlite.org/lang_keywords.html), in alphabetical order.
/// The trailing underscore keeps them apart from those of C++.
enum class Keyword : std::uint8_t {
    none,  // a word that is no keyword
    // clang-format off
    abort_, action_, add_, after_, all_, alter_, always_, analyze_, and_, as_, asc_, attach_,
    autoincrement_, before_, begin_, between_, by_, cascade_, case_, cast_, check_, collate_,
    column_, commit_, conflict_, constraint_, create_, cross_, current_, current_date_,
    current_time_, current_timestamp_, database_, default_, deferrable_, deferred_, delete_,
    desc_, detach_, distinct_, do_, drop_, each_, else_, end_, escape_, except_, exclude_,
    exclusive_, exists_, explain_, fail_, filter_, first_, following_, for_, foreign_, from_,
    full_, generated_, glob_, group_, groups_, having_, if_, ignore_, immediate_, in_, index_,
    indexed_, initially_, inner_, insert_, instead_, intersect_, into_, is_, isnull_, join_, key_,
    last_, left_, like_, limit_, match_, materialized_, natural_, no_, not_, nothing_, notnull_,
    null_, nulls_, of_, offset_, on_, or_, order_, others_, outer_, over_, partition_, plan_,
    pragma_, preceding_, primary_, query_, raise_, range_, recursive_, references_, regexp_,
    reindex_, release_, rename_, replace_, restrict_, returning_, right_, rollback_, row_, rows_,
    savepoint_, select_, set_, table_, temp_, temporary_, then_, ties_, to_, transaction_,
    trigger_, unbounded_, union_, unique_, update_, using_, vacuum_, values_, view_, virtual_,
    when_, where_, window_, with_, without_,
    // clang-format on
};

namespace detail {

inline constexpr std::array<std::string_view, 148> keyword_texts = {
    "",
    // clang-format off
    "abort", "action", "add", "after", "all", "alter", "always", "analyze", "and", "as", "asc", "attach",
    "autoincrement", "before", "begin", "between", "by", "cascade", "case", "cast", "check", "collate",
    "column", "commit", "conflict", "constraint", "create", "cross", "current", "current_date",
    "current_time", "current_timestamp", "database", "default", "deferrable", "deferred", "delete",
    "desc", "detach", "distinct", "do", "drop", "each", "else", "end", "escape", "except", "exclude",
    "exclusive", "exists", "explain", "fail", "filter", "first", "following", "for", "foreign", "from",
    "full", "generated", "glob", "group", "groups", "having", "if", "ignore", "immediate", "in", "index",
    "indexed", "initially", "inner", "insert", "instead", "intersect", "into", "is", "isnull", "join", "key",
    "last", "left", "like", "limit", "match", "materialized", "natural", "no", "not", "nothing", "notnull",
    "null", "nulls", "of", "offset", "on", "or", "order", "others", "outer", "over", "partition", "plan",
    "pragma", "preceding", "primary", "query", "raise", "range", "recursive", "references", "regexp",
    "reindex", "release", "rename", "replace", "restrict", "returning", "right", "rollback", "row", "rows",
    "savepoint", "select", "set", "table", "temp", "temporary", "then", "ties", "to", "transaction",
    "trigger", "unbounded", "union", "unique", "update", "using", "vacuum", "values", "view", "virtual",
    "when", "where", "window", "with", "without",
    // clang-format on
};

/// Where the keywords of each first letter begin.
constexpr std::array<std::uint8_t, 27> keyword_starts() {
    std::array<std::uint8_t, 27> starts{};
    std::size_t at = 1;
    for (std::size_t letter = 0; letter <= 26; ++letter) {
        while (at < keyword_texts.size() &&
               static_cast<std::size_t>(keyword_texts[at][0] - 'a') < letter)
            ++at;
        starts[letter] = static_cast<std::uint8_t>(at);
    }
    return starts;
}

inline constexpr auto keywords_from = keyword_starts();

}  // namespace detail

/// The keyword as it is shown in messages, in lower case; empty for `none`.
constexpr std::string_view text_of(Keyword keyword) {
    return detail::keyword_texts[static_cast<std::size_t>(keyword)];
}

/// The keyword that a word is, or `none`.
constexpr Keyword keyword_of(std::string_view word) {
    const char first = word.empty() ? '\0' : fold_case(word.front());
    if (first < 'a' || first > 'z') return Keyword::none;
    const auto letter = static_cast<std::size_t>(first - 'a');
    for (std::size_t i = detail::keywords_from[letter]; i < detail::keywords_from[letter + 1]; ++i)
        if (equal_ignoring_case(word, detail::keyword_texts[i])) return static_cast<Keyword>(i);
    return Keyword::none;
}

/// Whether SQLite takes the word as a name although it is no quoted one: every word that is no
/// keyword, and the keywords that its grammar lets fall back to names.
constexpr bool can_be_name(Keyword keyword) {
    switch (keyword) {
        case Keyword::add_:
        case Keyword::all_:
        case Keyword::alter_:
        case Keyword::and_:
        case Keyword::as_:
        case Keyword::autoincrement_:
        case Keyword::between_:
        case Keyword::case_:
        case Keyword::check_:
        case Keyword::collate_:
        case Keyword::commit_:
        case Keyword::constraint_:
        case Keyword::create_:
        case Keyword::default_:
        case Keyword::deferrable_:
        case Keyword::delete_:
        case Keyword::distinct_:
        case Keyword::drop_:
        case Keyword::else_:
        case Keyword::escape_:
        case Keyword::except_:
        case Keyword::exists_:
        case Keyword::foreign_:
        case Keyword::from_:
        case Keyword::group_:
        case Keyword::having_:
        case Keyword::in_:
        case Keyword::index_:
        case Keyword::insert_:
        case Keyword::intersect_:
        case Keyword::into_:
        case Keyword::is_:
        case Keyword::isnull_:
        case Keyword::join_:
        case Keyword::limit_:
        case Keyword::not_:
        case Keyword::nothing_:
        case Keyword::notnull_:
        case Keyword::null_:
        case Keyword::on_:
        case Keyword::or_:
        case Keyword::order_:
        case Keyword::primary_:
        case Keyword::references_:
        case Keyword::returning_:
        case Keyword::select_:
        case Keyword::set_:
        case Keyword::table_:
        case Keyword::then_:
        case Keyword::to_:
        case Keyword::transaction_:
        case Keyword::union_:
        case Keyword::unique_:
        case Keyword::update_:
        case Keyword::using_:
        case Keyword::values_:
        case Keyword::when_:
        case Keyword::where_: return false;
        default: return true;
    }
}

/// The words of joins (JOIN_KW in SQLite's grammar): names of objects and columns, but no type, no
/// collation and no default.
constexpr bool is_join_word(Keyword keyword) {
    switch (keyword) {
        case Keyword::cross_:
        case Keyword::full_:
        case Keyword::inner_:
        case Keyword::left_:
        case Keyword::natural_:
        case Keyword::outer_:
        case Keyword::right_: return true;
        default: return false;
    }
}

}  // namespace evolve
