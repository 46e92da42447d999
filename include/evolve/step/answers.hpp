#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"

namespace evolve {

// What a kind of step answers about itself, apart from its class.

enum class Touch : std::uint8_t {
    added,
    dropped,
    altered,  ///< the values of the columns may become others
    renamed,
    rows,  ///< come or go; the columns stay as they are
};

/// The columns of one table that a step adds, drops, changes or renames. All else is outside the
/// step's footprint.
struct Footprint {
    Identifier table;
    std::vector<Identifier> columns;  ///< empty for a step that touches no value, as an index
    Touch touch{};
    bool whole_table = false;  ///< the table itself comes, goes or gets another name
    Identifier to{};           ///< of what is renamed: its new name

    friend bool operator==(const Footprint&, const Footprint&) = default;
};

/// What SQLite does to the rows of the table when the step runs.
enum class Work : std::uint8_t {
    metadata,  ///< reads and writes no row: the same time for any number of them
    scan,      ///< reads every row
    rewrite,   ///< writes every row anew
};

/// A step in words for a person.
struct Wording {
    std::string plan;     ///< "add column 'x' (JSON) to tasks"
    std::string done;     ///< "Added column 'x' (JSON)"
    std::string skipped;  ///< "Column 'x' already exists, skipping"

    friend bool operator==(const Wording&, const Wording&) = default;
};

}  // namespace evolve
