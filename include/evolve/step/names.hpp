#pragma once

#include <optional>
#include <string_view>

#include "evolve/base/identifier.hpp"
#include "evolve/step/refusal.hpp"

namespace evolve::detail {

constexpr bool has_prefix(const Identifier& name, std::string_view prefix) {
    return name.view().size() >= prefix.size() &&
           equal_ignoring_case(name.view().substr(0, prefix.size()), prefix);
}

/// Names that belong to SQLite and to evolve itself.
constexpr bool is_reserved(const Identifier& name) {
    return has_prefix(name, "sqlite_") || has_prefix(name, "evolve_");
}

/// A column of such a name would hide the rowid from everyone, evolve included.
constexpr bool is_rowid_name(const Identifier& name) {
    return name == Identifier("rowid") || name == Identifier("oid") ||
           name == Identifier("_rowid_");
}

/// SQLite's limit as Debian builds it (https://sqlite.org/limits.html#max_column).
inline constexpr std::size_t most_columns = 2000;

}  // namespace evolve::detail
