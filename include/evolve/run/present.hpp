#pragma once

#include <vector>

#include "evolve/base/result.hpp"
#include "evolve/introspect/schema.hpp"
#include "evolve/plan/managed.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// Reads what a plan depends on; no rows but evolve's own. Throws sqlite::Failure.
Result<Present, introspect::Unreadable> read_present(sqlite::Connection& connection,
                                                     const Managed& managed);
/// The objects have just been read.
Result<Present, introspect::Unreadable> read_present(sqlite::Connection& connection,
                                                     const std::vector<SchemaObject>& objects,
                                                     const Managed& managed);

}  // namespace evolve
