#pragma once

#include <optional>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"
#include "evolve/model/history.hpp"
#include "evolve/model/objects.hpp"
#include "evolve/model/table.hpp"

namespace evolve {

// Objects outside the model: a table is judged by its foreign keys, all else (views, triggers, what
// evolve cannot read) by the tokens of its definition. A token that only looks like the name that
// is meant counts as meant: evolve refuses rather than guesses.

/// The object that names the table, itself or through views, or nothing: "view v".
std::optional<Text> dependant_of(const std::vector<SchemaObject>& objects, const Identifier& table);

/// The object that depends on the table and names the column, or nothing.
std::optional<Text> dependant_of(const std::vector<SchemaObject>& objects, const Identifier& table,
                                 const Identifier& column);

/// The object that depends on the table and in which a bare name would newly mean, or become
/// ambiguous with, a new column of that name; or nothing (pitfall C09).
std::optional<Text> capturer_of(const std::vector<SchemaObject>& objects, const Identifier& table,
                                const Identifier& column);

/// The views among the objects, but for those that evolve cannot read.
std::vector<View> views_among(const std::vector<SchemaObject>& objects);

/// … the tables that are not virtual …
std::vector<Table> tables_among(const std::vector<SchemaObject>& objects);

/// … and the virtual tables.
std::vector<VirtualTable> virtual_tables_among(const std::vector<SchemaObject>& objects);

}  // namespace evolve
