#pragma once

#include <string>
#include <vector>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

/// A difference that no step of this evolve can make.
struct OpenDifference {
    std::string what;  ///< "add_column tasks.status"
    std::string why;   ///< "column status of table tasks is NOT NULL and has no default. …"

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

/// What no schema tells, and a person decided.
struct Decisions {
    /// Something that has another name in the wished schema. They are done in their order.
    struct Rename {
        Identifier table;
        Identifier column;  ///< empty: the table
        Identifier to;
    };
    struct Value {
        Identifier table;  ///< as in the wished schema
        Identifier column;
        Expression value;
    };
    std::vector<Rename> renames{};
    std::vector<Value> fills{};  ///< what rows get in a new column, or in the place of NULL
    std::vector<Value>
        usings{};  ///< what the values of a column become that gets another definition
};

/// The steps from one schema to another: never a drop and a create of a table or column that both
/// have. An index, view or trigger that differs is dropped and created anew, which loses nothing.
/// A decision that nothing needs is an open difference too.
SchemaSteps steps_between(const Schema& before, const Schema& after,
                          const Decisions& decisions = {});

/// Each of the steps in words, the first of which applies to `before`.
std::vector<std::string> in_words(const std::vector<Step>& steps, Schema before);

/// "tasks.name → tasks.title"
std::string in_words(const LikelyRename& rename);

}  // namespace evolve
