#pragma once

// Internal: which row of a table written anew is which of the old one, while both are there.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evolve/step/rebuild.hpp"

namespace evolve {

/// What a row of the new table is called where it stands beside one of the old table.
inline constexpr std::string_view copied_row = "\"evolve new\"";

/// Both tables joined row by row, for a FROM; nothing where no key tells the rows of one of them.
std::optional<std::string> both_tables(const Rebuild& rebuild);

/// Whether the join needs a table of its own: no key is in both tables with the same values. Only
/// SQLite knows what another affinity or an expression makes of a value, so that it makes it again
/// beside the old key.
bool needs_pairs(const Rebuild& rebuild);

/// SQL that numbers the rows of a table that had no rowids, as SQLite would: so that both the new
/// table and the one of pairs say which row is which.
std::string numbered(const Rebuild& rebuild);
/// Rows that have a rowid in the complement keep it, the others come behind them.
std::string numbered_behind(const Rebuild& rebuild, const std::string& rowid,
                            const std::string& complement);

/// Makes and fills that table, after the new one.
std::vector<std::string> fill_pairs(const Rebuild& rebuild);
std::string drop_pairs(const Rebuild& rebuild);

}  // namespace evolve
