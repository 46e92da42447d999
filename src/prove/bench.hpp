#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "evolve/introspect/health.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/prove/trial.hpp"
#include "prove/workshop.hpp"

namespace evolve {

/// What may be no worse after a migration than before, in sentences; sorted.
using Problems = std::vector<std::string>;

/// Rows without their parents, by the table that they are in.
using Orphans = std::map<Identifier, Problems>;

/// The schema cannot be read any more, which breaks whatever law looks at it.
class SchemaLost : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A state under trial, and what was seen of it before the migration. The laws are functions over
/// it, held in the order in which they are declared: each finds the database as the one before
/// leaves it.
class Bench {
public:
    Bench(const Subject& subject, std::span<const StatePtr> states, const TrialOptions& options);

    /// Travels the migration.
    Result<Receipt, RunError> up();
    Result<Receipt, RunError> down();

    /// The two parts of going up.
    using Planned = Result<std::shared_ptr<const Plan>, RunError>;
    Planned plan_up();
    Result<Receipt, RunError> carry_out(const Plan& plan, RunOptions run_options = {});

    /// Whether the last way up could at least be planned; if not, the rows had no say in it.
    [[nodiscard]] bool was_planned() const { return planned_; }

    /// What a plan depends on, as it is now. Throws SchemaLost.
    [[nodiscard]] const Present& present();
    [[nodiscard]] Contents read(const std::vector<TableView>& views);
    /// Problems of foreign keys, and of pages, views and triggers.
    [[nodiscard]] Orphans orphans();
    [[nodiscard]] Problems damage() { return damage_of(connection()); }
    /// What the same state had before: most have nothing, so it is made anew to be asked.
    [[nodiscard]] Problems old_damage() const;
    /// Problems of virtual tables alone; and what the same state had before.
    [[nodiscard]] Problems module_damage() { return module_damage_of(connection()); }
    [[nodiscard]] Problems old_module_damage() const;
    /// Counts of the rows written and of the changes of the schema: the same where nothing was.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> written();
    /// The definitions of all objects, evolve's own included.
    [[nodiscard]] RowsDigest definitions();

    [[nodiscard]] const Subject& subject() const { return subject_; }
    [[nodiscard]] const TrialOptions& options() const { return options_; }
    [[nodiscard]] std::span<const StatePtr> states() const { return states_; }
    [[nodiscard]] const Shape& shape() const { return states_.front()->shape; }
    [[nodiscard]] Sandbox& sandbox() { return sandbox_; }
    [[nodiscard]] sqlite::Connection& connection() { return sandbox_.connection(); }

    /// Whether, by turns, an application changes values that the migration computed anew: they then
    /// stay what it made of them. Else the way back must bring back what was there.
    [[nodiscard]] bool changes_computed_values() const { return options_.turn / 2 % 2 == 1; }

    /// Whether, by turns, an application inserts, deletes and changes rows of the tables whose rows
    /// the migration changes, before the way back.
    [[nodiscard]] bool changes_rows_since() const;

    /// In which manner SQLite runs statements.
    struct Manner {
        bool keys_enforced = false;
        /// It reads rows the other way round wherever no order is asked for
        /// (https://sqlite.org/pragma.html#pragma_reverse_unordered_selects).
        bool backwards = false;
    };
    /// With foreign keys enforced in every other turn.
    [[nodiscard]] Manner manner() const { return {.keys_enforced = options_.turn % 2 == 1}; }

    /// What statements of old code do now, and what they did in the old database.
    [[nodiscard]] std::vector<std::string> effects_of(const std::vector<OldStatement>& statements,
                                                      Manner manner);
    [[nodiscard]] std::vector<std::string> old_effects_of(
        const std::vector<OldStatement>& statements, Manner manner) const;

    /// Views of the schema, and of the bystanders where they are there.
    [[nodiscard]] std::vector<TableView> with_bystanders(std::vector<TableView> views) const;

    // Seen before the migration.
    [[nodiscard]] const Contents& whole() const { return whole_; }
    [[nodiscard]] const Contents& outside() const { return outside_; }
    [[nodiscard]] const Contents& old_part() const { return old_part_; }
    /// The same parts as they are called after the migration, and in the old version.
    [[nodiscard]] const std::vector<TableView>& outside_after() const { return outside_after_; }
    [[nodiscard]] const std::vector<TableView>& old_part_before() const { return old_part_before_; }
    [[nodiscard]] const Orphans& old_orphans() const { return orphans_; }
    /// Objects that are none of the graph's.
    [[nodiscard]] const std::vector<SchemaObject>& old_others() const { return others_; }

private:
    Planned plan_down();
    [[nodiscard]] std::vector<std::string> effects_on(sqlite::Connection& connection,
                                                      const std::vector<OldStatement>& statements,
                                                      Manner manner) const;
    void look_at_old_part();
    [[nodiscard]] Problems damage_of(sqlite::Connection& connection) const;
    [[nodiscard]] Problems module_damage_of(sqlite::Connection& connection) const;

    const Subject& subject_;
    std::span<const StatePtr> states_;
    const TrialOptions& options_;
    Workshop own_workshop_;
    Workshop& workshop_;
    Sandbox sandbox_;
    Contents whole_;    ///< all of it
    Contents outside_;  ///< of the footprint
    /// What the old version knows: a part-way state has more. Of invertibility alone.
    Contents old_part_;
    std::vector<TableView> outside_after_;
    std::vector<TableView> old_part_before_;
    Orphans orphans_;
    std::vector<SchemaObject> others_;
    bool planned_ = true;
    /// What was read last, and what had been written by then: to read and parse all definitions
    /// costs more than most laws.
    std::optional<Present> present_;
    std::pair<std::int64_t, std::int64_t> present_at_{};
};

/// Points at which a plan can fail: before each of its statements, and before COMMIT.
std::size_t points_of_failure(const Plan& plan);

/// The steps of the migration that the state has not taken yet.
std::vector<std::size_t> open_steps(const Bench& bench);

/// The columns that a step of the migration adds to tables that are there; of SQL where it claims
/// that old rows have in them what new ones get.
std::vector<AddColumn> added_columns(const Subject& subject, std::size_t step);

/// Whether it is the values of rows that a statement would not take. Whatever a statement of a
/// `sql` step fails of is one: it ran on an empty database when the step was added.
bool is_refusal_by_rows(const RunError& error, const Migration& migration);

/// Writes values of every kind into the columns and tables that the migration added.
void fill_footprint(Bench& bench);

/// The first value that is not what the expression of a step gives; a part of preservation.
std::optional<Breach> wrong_computed_value(Bench& bench);

/// What is other than the statements make it, as a person wrote them: a part of preservation for
/// steps that change rows.
std::optional<Breach> unlike_plain_statements(Bench& bench);

/// What is other than another way of the graph makes it; a part of convergence.
std::optional<Breach> unlike_other_ways(Bench& bench);

// The laws. Each says what broke it, or nothing.

/// Holds on the old database: an error at a point between two statements leaves it as it was.
std::optional<Breach> atomicity(Bench& bench);

// These hold on the migrated database.
std::optional<Breach> convergence(Bench& bench);
std::optional<Breach> idempotence(Bench& bench);
std::optional<Breach> preservation(Bench& bench);
std::optional<Breach> nullability(Bench& bench);
std::optional<Breach> integrity(Bench& bench);
std::optional<Breach> compatibility(Bench& bench, const std::vector<OldStatement>& statements,
                                    const std::vector<std::string>& old_effects);
/// Goes down and up again; the last one.
std::optional<Breach> invertibility(Bench& bench);

}  // namespace evolve
