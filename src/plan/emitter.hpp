#pragma once

// Internal: the statements of one leg.

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "evolve/plan/plan.hpp"
#include "plan/fuse.hpp"

namespace evolve {

/// The steps of a leg and the schemas between them, each as the database really has it.
struct LegSteps {
    const std::vector<Step>& steps;
    const std::vector<bool>& done;
    const std::vector<Schema>& before;  ///< each step
    const std::vector<Schema>& after;
};

/// Fills in what the planned steps of a leg run: each by itself in place where SQLite can do it
/// without risk, else all of a table's together by writing it anew.
class Emitter {
public:
    Emitter(const Present& present, const LegSteps& leg, PlannedMigration& planned,
            std::int64_t& next_number);

    /// Why rows could not be kept or would be renumbered, or nothing.
    std::optional<Refusal> emit();

private:
    std::optional<Refusal> emit(const TableGroup& group);
    std::optional<Refusal> emit_in_place(const TableGroup& group);
    std::optional<Refusal> emit_rebuild(const TableGroup& group);
    void restore_created(std::size_t place, Identifier name);
    std::optional<Refusal> emit_alone(std::size_t place);

    [[nodiscard]] bool can_stay_in_place(const TableGroup& group) const;
    [[nodiscard]] std::vector<std::string> dependants(const TableGroup& group) const;

    /// What the opposite leg kept of the table and was not brought back yet, newest first.
    [[nodiscard]] std::vector<const KeptTable*> kept_of(const Identifier& table,
                                                        bool whole_table) const;
    [[nodiscard]] std::vector<Identifier> returning(const KeptTable& kept,
                                                    const TableGroup& group) const;
    [[nodiscard]] std::size_t made_before(const ColumnSource& source,
                                          const TableGroup& group) const;
    /// Marks the columns as brought back; whether nothing is left in the complement.
    bool use_up(const KeptTable& kept, const std::vector<Identifier>& columns);

    const Present& present_;
    const LegSteps& leg_;
    PlannedMigration& planned_;
    std::int64_t& next_number_;
    Leg way_;
    std::vector<TableGroup> groups_;
    std::set<std::pair<std::int64_t, Identifier>> used_;  ///< complement and column
};

}  // namespace evolve
