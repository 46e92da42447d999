#pragma once

#include <string>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A difference that no step of this evolve can make.
struct OpenDifference {
    std::string what;  ///< "column status of tasks: expected INTEGER, found TEXT"
    std::string why;   ///< "a column cannot be changed in place"

    friend bool operator==(const OpenDifference&, const OpenDifference&) = default;
};

/// Something that goes and something that comes, alike in all but the name. Never acted upon:
/// nobody but a person knows whether it is a rename.
struct LikelyRename {
    Identifier table;  ///< of the column; empty: it is a table
    Identifier before;
    Identifier after;

    friend bool operator==(const LikelyRename&, const LikelyRename&) = default;
};

/// How one schema becomes another.
struct SchemaSteps {
    std::vector<Step> steps;  ///< each applies to what those before it made
    std::vector<OpenDifference> open;
    std::vector<LikelyRename> likely_renames;

    /// Whether the steps alone lead to the wished schema.
    [[nodiscard]] bool complete() const { return open.empty(); }
};

/// The steps from one schema to another: never a drop and a create of what both have. An index,
/// view or trigger that differs is dropped and created anew, which loses nothing.
SchemaSteps steps_between(const Schema& before, const Schema& after);

/// Each of the steps in words, the first of which applies to `before`.
std::vector<std::string> in_words(const std::vector<Step>& steps, Schema before);

/// "tasks.name → tasks.title"
std::string in_words(const LikelyRename& rename);

}  // namespace evolve
