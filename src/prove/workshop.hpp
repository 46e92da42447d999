#pragma once

#include <vector>

#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"
#include "evolve/sqlite/connection.hpp"
#include "prove/known_plans.hpp"

namespace evolve {

/// Databases of a subject's old schema, without rows. A copy of one costs a tenth of making it:
/// SQLite compiles each CREATE, and reads back what it has written.
class EmptyDatabases {
public:
    /// Of the shape's encoding and order of columns; no step is done, and there are no bystanders.
    /// Throws sqlite::Failure.
    sqlite::Connection copy(const Subject& subject, const Shape& shape);

private:
    struct Original {
        Encoding encoding;
        bool shuffled_columns;
        sqlite::Connection connection;
    };

    std::vector<Original> originals_;
};

/// What trials of one subject have in common: found by the first that needs it.
struct Workshop {
    KnownPlans plans;
    EmptyDatabases databases;
};

}  // namespace evolve
