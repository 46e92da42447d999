#pragma once

// Internal: virtual tables that hold rows, as the tables that they look like.

#include <optional>
#include <vector>

#include "evolve/model/module_content.hpp"
#include "evolve/prove/chooser.hpp"
#include "evolve/prove/contents.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A virtual table that takes rows, with the columns that they have.
struct ModuleTable {
    Table table;
    ModuleContent content;
};

/// Those of the schema, of the modules that evolve knows.
std::vector<ModuleTable> module_tables(const Schema& schema);

/// The table of that name, or the virtual table as such a one; nothing where there is neither.
std::optional<Table> table_like(const Schema& schema, const Identifier& name);

/// Makes the bounds of an R*Tree numbers, of which the lower comes first.
void order_bounds(RowsOf& rows, const ModuleContent& content, Chooser& chooser);

/// What can be read of each.
std::vector<TableView> module_views(const Schema& schema);

/// Those of `before` whose rows the steps, which must apply, leave there, as they are afterwards.
std::vector<ModuleTable> lasting_tables(const std::vector<Step>& steps, const Schema& before);

/// Fills the indexes of other tables from their sources.
void fill_indexes(sqlite::Connection& connection, const Schema& schema);

}  // namespace evolve
