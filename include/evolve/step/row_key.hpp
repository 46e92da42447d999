#pragma once

#include <optional>
#include <vector>

#include "evolve/model/table.hpp"

namespace evolve {

/// By what the rows of the table are told apart: its INTEGER PRIMARY KEY, the rowid under some
/// name, or the primary key of a table WITHOUT ROWID. Nothing where three columns hide the rowid.
constexpr std::optional<std::vector<Identifier>> row_key(const Table& table) {
    if (table.without_rowid) return primary_key(table);
    if (const auto alias = rowid_alias(table)) return std::vector{table.columns[*alias].name};
    const std::string_view rowid = rowid_name(table);
    if (rowid.empty()) return std::nullopt;
    return std::vector{Identifier(rowid)};
}

}  // namespace evolve
