#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/syntax_error.hpp"

// Where a byte of a text stands, found in another way than the parsers do.

namespace evolve::fuzz {

/// From 1.
inline std::size_t line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

/// In bytes, from 1.
inline std::size_t column_at(std::string_view text, std::size_t offset) {
    const std::size_t newline = text.substr(0, offset).rfind('\n');
    return newline == std::string_view::npos ? offset + 1 : offset - newline;
}

inline void check_place(const ddl::SyntaxError& error, std::string_view text) {
    EVOLVE_INVARIANT(text.substr(error.offset).starts_with(error.found));
    EVOLVE_INVARIANT(error.line == line_at(text, error.offset));
    EVOLVE_INVARIANT(error.column == column_at(text, error.offset));
    EVOLVE_INVARIANT(!describe(error).empty());
}

}  // namespace evolve::fuzz
