#pragma once

#include <cstddef>
#include <vector>

#include "evolve/plan/lineage.hpp"
#include "evolve/prove/contents.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// What some steps leave as it is, as it is looked at before them and after them: names may change.
struct Untouched {
    std::vector<TableView> before;
    std::vector<TableView> after;
};

/// Of a database of that schema, over these steps of the migration in their order, which must
/// apply. A column that is dropped and added again is another one.
Untouched untouched_by(const std::vector<std::size_t>& steps, const Subject& subject,
                       const Schema& schema);

/// Leaves out the tables of the old version with these names.
void leave_out_tables(Untouched& views, const std::vector<Identifier>& tables);

/// Leaves out the columns of the old version whose values the migration computes anew, and those
/// that are generated from them: the values from which they follow may have changed since.
void leave_out_computed(Untouched& views, const Subject& subject);

/// The tables whose rows the steps change, by their names in the old version where they have one
/// there, and in the new one.
struct ChangedTables {
    std::vector<Identifier> before;
    std::vector<Identifier> after;
};
ChangedTables tables_with_changed_rows(const Subject& subject);

/// Whether SQL makes the table and fills it: its way back may bring those rows to where they were.
bool is_made_of_rows(const Migration& migration, const Identifier& table);

}  // namespace evolve
