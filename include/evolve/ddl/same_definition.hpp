#pragma once

#include <string_view>

namespace evolve::ddl {

/// Whether two definitions have the same tokens, but that a double-quoted string of one may stand
/// in single quotes in the other: ALTER TABLE … DROP COLUMN rewrites them so in every object of the
/// database (renameFixQuotes in SQLite's alter.c).
bool same_definition(std::string_view a, std::string_view b);

}  // namespace evolve::ddl
