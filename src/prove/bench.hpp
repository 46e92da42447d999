#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "evolve/introspect/health.hpp"
#include "evolve/plan/present.hpp"
#include "evolve/prove/trial.hpp"

namespace evolve {

/// What may be no worse after a migration than before.
struct Health {
    std::vector<std::string> problems;  ///< of pages, foreign keys, views and triggers; sorted
};

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

    /// Travels the migration. `options` as for the executor.
    Result<Receipt, RunError> up(const RunOptions& run_options = {});
    Result<Receipt, RunError> down();

    /// Points at which a way up can fail: before each of its statements, and before COMMIT.
    [[nodiscard]] std::size_t points_of_failure();

    /// Whether the last way up could at least be planned; if not, the rows had no say in it.
    [[nodiscard]] bool was_planned() const { return planned_; }

    /// Throws SchemaLost.
    [[nodiscard]] Present present();
    [[nodiscard]] Contents read(const std::vector<TableView>& views);
    [[nodiscard]] Health health();
    /// The definitions of all objects, evolve's own included.
    [[nodiscard]] RowsDigest definitions();

    [[nodiscard]] const Subject& subject() const { return subject_; }
    [[nodiscard]] const TrialOptions& options() const { return options_; }
    [[nodiscard]] std::span<const StatePtr> states() const { return states_; }
    [[nodiscard]] const Shape& shape() const { return states_.front()->shape; }
    [[nodiscard]] Sandbox& sandbox() { return sandbox_; }
    [[nodiscard]] sqlite::Connection& connection() { return sandbox_.connection(); }

    /// Views of the schema, and of the bystanders where they are there.
    [[nodiscard]] std::vector<TableView> with_bystanders(std::vector<TableView> views) const;

    // Seen before the migration.
    [[nodiscard]] const Contents& whole() const { return whole_; }
    [[nodiscard]] const Contents& outside() const { return outside_; }
    [[nodiscard]] const Contents& old_part() const { return old_part_; }
    [[nodiscard]] const Health& old_health() const { return health_; }
    /// Objects that are none of the graph's.
    [[nodiscard]] const std::vector<SchemaObject>& old_others() const { return others_; }

private:
    const Subject& subject_;
    std::span<const StatePtr> states_;
    const TrialOptions& options_;
    Sandbox sandbox_;
    Contents whole_;     ///< all of it
    Contents outside_;   ///< of the footprint
    Contents old_part_;  ///< what the old version knows: a part-way state has more
    Health health_;
    std::vector<SchemaObject> others_;
    bool planned_ = true;
};

/// The steps of the migration that the state has not taken yet.
std::vector<const Step*> open_steps(const Bench& bench);

/// Writes values of every kind into the columns and tables that the migration added.
void fill_footprint(Bench& bench);

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
