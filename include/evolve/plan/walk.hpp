#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "evolve/graph/migration.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// How a database that has some steps of a migration gets to its end.
struct Walk {
    Schema end;
    std::vector<bool> done;  ///< of each step: its effect is there already

    [[nodiscard]] std::size_t skipped() const;
};

/// The step for the schema that a database has there: what alters a column with the rules of its
/// table as they are spelled there, what adds one behind another that went already at the end.
Step fitted_to(Step step, const Schema& schema);

/// Walks the steps in order, skipping each that is satisfied by the schema `now` as it then stands;
/// nothing where a step neither is satisfied nor applies.
///
/// Where steps meet in one object (it is created and dropped, or its table is) a step that is done
/// looks as one that is not: of such a migration only the states after its first steps are known,
/// and of those only what is unlike all the others, and has no rowids that would be lost on the way
/// back (an INTEGER PRIMARY KEY that became a column like others, and is to go).
std::optional<Walk> walk(const Migration& migration, const Schema& before, const Schema& now);

/// Whether two steps of the migration meet in one object.
bool steps_meet(const Migration& migration, const Schema& before);

/// The numbers of first steps, at least one and not all, after which a database is known to be on
/// its way.
std::vector<std::size_t> known_prefixes(const Migration& migration, const Schema& before);

}  // namespace evolve
