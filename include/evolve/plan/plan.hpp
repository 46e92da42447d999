#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/model/history.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

struct PlannedStep {
    Step step;
    Wording wording;
    StepClass step_class = StepClass::additive;
    Work work = Work::metadata;
    bool already_there = false;  ///< part-way: nothing is left to do
    /// A unique index over values that return: until they do, all rows hold the default.
    bool after_restores = false;
    std::vector<std::string> statements{};
    Identifier table{};  ///< that the step concerns

    friend bool operator==(const PlannedStep&, const PlannedStep&) = default;
};

/// A migration in the way in which it is travelled.
struct PlannedMigration {
    Migration migration;  ///< as the graph has it: upwards
    Direction direction = Direction::up;
    std::vector<Keep> keeps{};
    std::vector<PlannedStep> steps{};
    std::vector<Restore> restores{};
    Fingerprint fingerprint{};  ///< of the version that it leads to
    StepClass step_class = StepClass::additive;

    [[nodiscard]] VersionOrNull from() const {
        return direction == Direction::up ? migration.from : VersionOrNull(migration.to);
    }
    [[nodiscard]] VersionOrNull to() const {
        return direction == Direction::up ? VersionOrNull(migration.to) : migration.from;
    }

    friend bool operator==(const PlannedMigration&, const PlannedMigration&) = default;
};

/// A table whose rows are written anew, and the query whose answer must stay the same, class and
/// bytes: all its values outside the footprint.
struct Preserved {
    Identifier table;
    std::string rows;

    friend bool operator==(const Preserved&, const Preserved&) = default;
};

/// What is to be done to one database: every statement, and what must hold afterwards.
struct Plan {
    VersionOrNull from;  ///< part-way: where the path that it is on begins
    VersionOrNull to;
    bool part_way = false;
    Present before;  ///< what the plan was made for
    Schema after;    ///< what the database must read as at the end
    std::vector<PlannedMigration> migrations;
    std::vector<Preserved> preserved;

    friend bool operator==(const Plan&, const Plan&) = default;
};

/// Whether there is anything to do.
bool is_empty(const Plan& plan);

/// The lowest class among its migrations.
StepClass class_of(const Plan& plan);

/// Tables whose rows the plan writes; every other table's rows are never read.
std::vector<Identifier> tables_written(const Plan& plan);

}  // namespace evolve
