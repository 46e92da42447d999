#pragma once

#include <string_view>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"

namespace evolve {

namespace detail {

constexpr bool is_quote(char byte) {
    return byte == '"' || byte == '\'' || byte == '`' || byte == '[';
}

/// As sqlite3DequoteToken: the first and the last byte go where the first is a quote and no other
/// quote follows. The last need not be one: "[INT] x" reads "INT] ".
constexpr std::string_view without_outer_quotes(std::string_view type) {
    if (type.size() < 2 || !is_quote(type.front())) return type;
    for (std::size_t i = 1; i + 1 < type.size(); ++i)
        if (is_quote(type[i])) return type;
    return type.substr(1, type.size() - 2);
}

/// As sqlite3Dequote: what stands in the quotes that the text begins with; what follows is lost.
constexpr Text dequoted(std::string_view type) {
    if (type.empty() || !is_quote(type.front())) return Text(type);
    const char quote = type.front() == '[' ? ']' : type.front();
    Text content;
    for (std::size_t i = 1; i < type.size(); ++i) {
        if (type[i] == quote) {
            if (i + 1 >= type.size() || type[i + 1] != quote) break;
            ++i;
        }
        content += type[i];
    }
    return content;
}

}  // namespace detail

/// What SQLite 3.40 makes of a type written so (sqlite3AddColumn): what PRAGMA table_xinfo shows
/// and what decides affinity. Its six standard types are shown in capitals.
constexpr Text declared_type(std::string_view written) {
    if (written.size() < 3) return detail::dequoted(written);
    const std::string_view type = detail::without_outer_quotes(written);
    for (std::string_view standard : {"ANY", "BLOB", "INT", "INTEGER", "REAL", "TEXT"})
        if (equal_ignoring_case(type, standard)) return Text(standard);
    return detail::dequoted(type);
}

}  // namespace evolve
