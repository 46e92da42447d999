#pragma once

#include <optional>
#include <vector>

#include "evolve/model/schema.hpp"

namespace evolve {

/// One thing in which two schemas differ: `expected` alone is missing, `found` alone is not
/// expected, both differ.
template <class Part>
struct Change {
    Identifier table;  ///< where it stands; the object itself for one that is no table's part
    std::optional<Part> expected;
    std::optional<Part> found;

    friend bool operator==(const Change&, const Change&) = default;
};

/// What stands behind the closing bracket of a table.
struct TableOptions {
    bool without_rowid = false;
    bool strict = false;

    friend bool operator==(const TableOptions&, const TableOptions&) = default;
};

/// What differs between two schemas, as data. Only what counts for the fingerprint is listed.
struct Difference {
    std::vector<Change<Table>> tables{};
    std::vector<Change<Column>> columns{};
    std::vector<Change<TableConstraint>> constraints{};
    std::vector<Change<Index>> indexes{};
    std::vector<Change<TableOptions>> options{};
    std::vector<Change<View>> views{};
    std::vector<Change<Trigger>> triggers{};
    std::vector<Change<VirtualTable>> virtual_tables{};

    [[nodiscard]] std::size_t size() const {
        return tables.size() + columns.size() + constraints.size() + indexes.size() +
               options.size() + views.size() + triggers.size() + virtual_tables.size();
    }
    [[nodiscard]] bool empty() const { return size() == 0; }

    friend bool operator==(const Difference&, const Difference&) = default;
};

Difference difference(const Schema& expected, const Schema& found);

}  // namespace evolve
