#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"
#include "evolve/sqlite/connection.hpp"

namespace evolve {

/// What became of the rows of a state when they were loaded.
struct Loaded {
    std::size_t rows = 0;
    std::size_t refused = 0;  ///< by a constraint; they are no part of the state
};

/// A database in memory that holds one state, or the states of one pack together.
class Sandbox {
public:
    /// The states must have one shape. Throws sqlite::Failure.
    Sandbox(const Subject& subject, std::span<const StatePtr> states);
    /// In an empty_database() of the subject and that shape.
    Sandbox(const Subject& subject, std::span<const StatePtr> states, sqlite::Connection empty);

    [[nodiscard]] sqlite::Connection& connection() { return connection_; }
    [[nodiscard]] const Loaded& loaded() const { return loaded_; }
    /// The schema that it was made with: part-way where the shape says so.
    [[nodiscard]] const Schema& schema() const { return schema_; }

private:
    void load(std::span<const StatePtr> states);
    void load(const RowsOf& rows, const std::vector<std::size_t>& places,
              sqlite::Statement& insert);

    sqlite::Connection connection_;
    Schema schema_;
    Loaded loaded_;
};

/// A database of the old schema, in the encoding of the shape and its order of columns. Throws
/// sqlite::Failure.
sqlite::Connection empty_database(const Subject& subject, const Shape& shape);

/// Those of the steps that can be done one after the other in this order: the others do not apply,
/// or have a CHECK that names a column which is still to come.
std::vector<std::size_t> feasible_steps(const Subject& subject,
                                        const std::vector<std::size_t>& order);

/// The schema of a shape: columns in its order, and the steps done that are there already.
Schema schema_of(const Subject& subject, const Shape& shape);

}  // namespace evolve
