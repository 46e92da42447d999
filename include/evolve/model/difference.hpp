#pragma once

#include <optional>
#include <vector>

#include "evolve/model/schema.hpp"

namespace evolve {

/// One thing in which two schemas differ: `expected` alone is missing, `found` alone is not
/// expected, both differ.
template <class Part>
struct Change {
    Identifier table;  ///< where it stands; the table itself for a table
    std::optional<Part> expected;
    std::optional<Part> found;

    friend bool operator==(const Change&, const Change&) = default;
};

/// What differs between two schemas, as data. Only what counts for the fingerprint is listed.
struct Difference {
    std::vector<Change<Table>> tables;
    std::vector<Change<Column>> columns;
    std::vector<Change<TableConstraint>> constraints;
    std::vector<Change<Index>> indexes;

    [[nodiscard]] std::size_t size() const {
        return tables.size() + columns.size() + constraints.size() + indexes.size();
    }
    [[nodiscard]] bool empty() const { return size() == 0; }

    friend bool operator==(const Difference&, const Difference&) = default;
};

Difference difference(const Schema& expected, const Schema& found);

}  // namespace evolve
