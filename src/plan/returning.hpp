#pragma once

// Internal: what the opposite leg set aside, and in which step of this leg it returns.

#include <cstdint>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "evolve/plan/complement.hpp"
#include "evolve/plan/present.hpp"
#include "plan/fuse.hpp"

namespace evolve {

/// The steps of a leg and the schemas between them, each as the database really has it.
struct LegSteps {
    /// `stages` are the schemas before the first step, after it, and so on to the end.
    LegSteps(const std::vector<Step>& all, const std::vector<bool>& there,
             std::span<const Schema> stages)
        : steps(all),
          done(there),
          before(stages.first(all.size())),
          after(stages.last(all.size())) {}

    const std::vector<Step>& steps;
    const std::vector<bool>& done;
    std::span<const Schema> before;  ///< each step
    std::span<const Schema> after;
};

class Returning {
public:
    /// `groups` are those of the leg; all must outlive this.
    Returning(const Present& present, const LegSteps& leg, const std::vector<TableGroup>& groups,
              Leg way);

    /// What the opposite leg kept of the table, newest first. Of whole tables only what was not
    /// brought back yet.
    [[nodiscard]] std::vector<const KeptTable*> kept_of(const Identifier& table,
                                                        bool whole_table) const;

    /// What it kept of a step that changes rows, by its number from the lower version; or null.
    [[nodiscard]] const KeptTable* kept_of_rows(const Identifier& table,
                                                std::int64_t row_step) const;

    /// Complements of such steps other than these.
    [[nodiscard]] std::vector<std::int64_t> unused_of_rows(
        const std::set<std::int64_t>& used) const;

    /// The newest virtual table that the opposite leg kept, which is then no more to be had; null
    /// where it kept none, or one of other columns.
    const KeptTable* take_virtual(const VirtualTable& table);

    /// Those of the kept columns that the group, one of the leg's, adds, or changes back, to the
    /// table. Each step that makes a column or converts it has set one complement aside on the
    /// other way, so that the first of this way brings the newest one back, and so on.
    [[nodiscard]] std::vector<Identifier> columns(const KeptTable& kept,
                                                  const TableGroup& group) const;

    /// Those of its columns that were not brought back yet.
    [[nodiscard]] std::vector<Identifier> unused_of(const KeptTable& kept) const;

    /// Marks the columns as brought back; whether nothing is left in the complement.
    bool use_up(const KeptTable& kept, const std::vector<Identifier>& columns);

private:
    [[nodiscard]] bool is_opposite(const KeptTable& kept) const;
    [[nodiscard]] std::size_t made_before(const ColumnSource& source, const TableGroup& group,
                                          bool added) const;
    /// How many of the times that the column is added the way down has not undone.
    [[nodiscard]] std::size_t left_out(const Identifier& table, const Identifier& column) const;
    [[nodiscard]] bool changes_rows_later(std::size_t place, const Identifier& table) const;
    /// The last step up to that place which adds the column on the way up, and those behind it that
    /// make other values of it and that the way down did not undo: it drops the column as it is
    /// (inverse() of a migration), unless the steps are about more than the column.
    [[nodiscard]] std::vector<std::size_t> labour(const Identifier& table, const Identifier& column,
                                                  std::size_t until) const;
    /// How many conversions of the column the way down undid, each with a complement, before it
    /// dropped what was added last up to that place.
    [[nodiscard]] std::size_t undone_apart(const Identifier& table, const Identifier& column,
                                           std::size_t until) const;

    const Present& present_;
    const LegSteps& leg_;
    const std::vector<TableGroup>& groups_;
    Leg way_;
    std::set<std::pair<std::int64_t, Identifier>> used_;  ///< complement and column
    std::set<std::int64_t> taken_;                        ///< virtual tables
};

}  // namespace evolve
