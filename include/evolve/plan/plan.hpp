#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/graph/migration.hpp"
#include "evolve/model/history.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/plan/complement.hpp"
#include "evolve/plan/precondition.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/plan/row_change.hpp"
#include "evolve/plan/upkeep.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

struct PlannedStep {
    Step step;
    Wording wording;
    StepClass step_class = StepClass::additive;
    Work work = Work::metadata;
    bool already_there = false;  ///< part-way: nothing is left to do
    bool together = false;       ///< a later step of the same table does its work too
    Identifier table{};          ///< that the step concerns

    std::vector<Precondition> preconditions{};  ///< that no row may contradict
    std::vector<Precondition> judgements{};     ///< … nor any once `copies` has run

    // What is run, in this order.
    std::vector<std::string> copies{};      ///< a new table in which the rows are written anew
    std::vector<Keep> keeps{};              ///< what would be lost
    std::vector<std::string> restricted{};  ///< of a `sql` step: run with nothing else allowed
    std::vector<std::string> statements{};  ///< the change itself
    bool fires = false;                     ///< triggers, while the statements run
    std::vector<Identifier> fired{};        ///< the tables that they may write to
    std::vector<Restore> restores{};        ///< what was lost on the opposite way
    std::optional<RowChange> row_change{};  ///< of a step that changes rows: all that it runs

    friend bool operator==(const PlannedStep&, const PlannedStep&) = default;
};

/// A migration in the way in which it is travelled.
struct PlannedMigration {
    Migration migration;  ///< as the graph has it: upwards
    Direction direction = Direction::up;
    std::vector<PlannedStep> steps{};
    Fingerprint fingerprint{};  ///< of the version that it leads to
    StepClass step_class = StepClass::additive;
    std::vector<IndexUpkeep> upkeep{};  ///< looked at before the steps and after them

    [[nodiscard]] VersionOrNull from() const {
        return direction == Direction::up ? migration.from : VersionOrNull(migration.to);
    }
    [[nodiscard]] VersionOrNull to() const {
        return direction == Direction::up ? VersionOrNull(migration.to) : migration.from;
    }

    friend bool operator==(const PlannedMigration&, const PlannedMigration&) = default;
};

/// What is set aside of a table's rows as they are before the plan, read together with all that
/// must not change of them: their digests are those of two queries, and the rows are read once.
struct ReadAlong {
    std::int64_t number = 0;  ///< of the Keep
    std::string rows{};
    std::vector<int> preserved{};  ///< columns of `rows`: those of Preserved::rows_before …
    std::vector<int> kept{};       ///< … and those of Keep::original

    friend bool operator==(const ReadAlong&, const ReadAlong&) = default;
};

/// A table whose rows are written, under its names before and afterwards, and the queries whose
/// answers must be the same, class and bytes: all its values outside the footprint.
struct Preserved {
    Identifier before;
    Identifier after;
    std::string rows_before;
    std::string rows_after;
    std::optional<ReadAlong> along;

    friend bool operator==(const Preserved&, const Preserved&) = default;
};

/// A table whose rows a plan writes, under its names before and after it. One that comes or goes
/// has but one of them.
struct WrittenTable {
    std::optional<Identifier> before;
    std::optional<Identifier> after;
    bool restored = false;    ///< values return to it, or foreign keys that it had
    bool same_rowids = true;  ///< its rows are called what they were
    /// On the way back: values that no complement holds are converted back, and may then be those
    /// of no parent, or of no child. That keeps nobody from going back.
    bool converted_back = false;

    friend bool operator==(const WrittenTable&, const WrittenTable&) = default;
};

/// What is to be done to one database: every statement, and what must hold afterwards.
struct Plan {
    VersionOrNull from;  ///< part-way: where the path that it is on begins
    VersionOrNull to;
    bool part_way = false;
    Present before;  ///< what the plan was made for
    Schema after;    ///< what the database must read as at the end
    std::vector<PlannedMigration> migrations;
    std::vector<WrittenTable> written{};  ///< every other table's rows are never read
    std::vector<Preserved> preserved;

    friend bool operator==(const Plan&, const Plan&) = default;
};

/// Whether there is anything to do.
bool is_empty(const Plan& plan);

/// The lowest class among its migrations.
StepClass class_of(const Plan& plan);

/// The tables whose rows the plan writes, by the names that they have before it, or get.
std::vector<Identifier> tables_written(const Plan& plan);

/// The tables that the step is about; those of a `sql` step by the names of its `yields`.
std::vector<Identifier> tables_of(const PlannedStep& step, const Schema& before);

/// Whether a table or column may get another name.
bool renames(const Plan& plan);

}  // namespace evolve
