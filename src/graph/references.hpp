#pragma once

#include <optional>
#include <vector>

#include "evolve/graph/migration.hpp"

namespace evolve {

/// A foreign key that a migration would break, or nothing: its parent is gone, or has no key that
/// it refers to. What was so before stays allowed, and so is a new table whose parent never was, as
/// real schemas have both. What comes from null is what it is, however its keys fit.
std::optional<Refusal> broken_reference(const Migration& migration, const Schema& before,
                                        const Schema& after);

/// The same of foreign keys of tables outside of the schemas: the parent stays, and would lose the
/// key that one of them refers to.
std::optional<Refusal> key_in_use(const std::vector<Table>& others, const Schema& before,
                                  const Schema& after);

}  // namespace evolve
