#pragma once

// Internal: the statements of one leg.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "evolve/plan/plan.hpp"
#include "plan/fuse.hpp"
#include "plan/returning.hpp"

namespace evolve {

/// What is lost to the new table and is to be kept, in the order of the columns.
std::vector<Identifier> lost_columns(const TableChange& change);

/// Whether the values kept of a dropped table are those of this one.
bool has_columns_of(const Table& table, const KeptTable& kept);

/// The statistics of ANALYZE go with a table that is dropped.
std::string move_statistics(const Identifier& from, const Identifier& to);

/// Fills in what the planned steps of a leg run: each by itself in place where SQLite can do it
/// without risk, else all of a table's together by writing it anew.
class Emitter {
public:
    /// The tables that are edited are named as before the leg.
    Emitter(const Present& present, const std::vector<Identifier>& edited, const LegSteps& leg,
            PlannedMigration& planned, std::int64_t& next_number);

    /// Why rows could not be kept or would be renumbered, or nothing.
    std::optional<Refusal> emit();

private:
    std::optional<Refusal> emit(const TableGroup& group);
    std::optional<Refusal> emit_in_place(const TableGroup& group);
    std::optional<Refusal> emit_rebuild(const TableGroup& group);
    void restore_created(std::size_t place, Identifier name);
    std::optional<Refusal> emit_alone(std::size_t place);
    std::optional<Refusal> emit_rows(std::size_t place);
    void emit(const DropVirtualTable& step, std::size_t place);
    void emit(const CreateVirtualTable& step, std::size_t place);
    void emit(const Sql& step, std::size_t place);
    void bring_columns_back(PlannedStep& planned, const Table& table,
                            const std::set<Identifier>& come);
    void bring_table_back(PlannedStep& planned, const Table& table);
    void set_aside(PlannedStep& planned, const VirtualTable& table, std::string instead_of = "");
    void keep_dropped_by_sql(PlannedStep& planned, const VirtualTable& table, const Schema& after);
    void bring_back_to_sql(PlannedStep& planned, const Sql& step, const VirtualTable& table);
    void see_that_it_agrees(const VirtualTable& table);
    [[nodiscard]] std::optional<std::size_t> successor_of(std::size_t place) const;
    void keep_indexes_in_step();

    [[nodiscard]] bool is_edited(std::size_t place, Identifier table) const;
    [[nodiscard]] std::int64_t row_step_number(std::size_t place) const;
    [[nodiscard]] bool returns_as_a_whole(std::size_t place) const;
    void compute_virtual_columns();
    void drop_unused_complements();
    [[nodiscard]] Schema really_after(std::size_t place) const;
    [[nodiscard]] bool can_stay_in_place(const TableGroup& group) const;
    [[nodiscard]] std::vector<std::string> dependants(const TableGroup& group) const;

    const Present& present_;
    const std::vector<Identifier>& edited_;
    const LegSteps& leg_;
    PlannedMigration& planned_;
    std::int64_t& next_number_;
    Leg way_;
    Returning returning_;
    std::set<std::int64_t> used_of_rows_{};  ///< complements of steps that change rows
    std::vector<TableGroup> groups_;
    /// The place of a virtual table's successor, and where its rows lie meanwhile.
    std::map<std::size_t, Identifier> taken_over_;
};

}  // namespace evolve
