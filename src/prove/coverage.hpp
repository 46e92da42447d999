#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <unordered_set>
#include <vector>

#include "evolve/plan/proof.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// Counts what states hold in the tables that the migration touches. The processes that are started
/// after it was made count together. Throws std::bad_alloc where there is no memory to share.
class CoverageCounter {
public:
    explicit CoverageCounter(const Subject& subject);

    void add(std::span<const StatePtr> states);

    /// What was counted so far, of the columns that had a value.
    [[nodiscard]] Coverage counted() const;

private:
    /// The places of a table's columns among all columns.
    struct Places {
        std::vector<Identifier> columns{};
        std::vector<std::size_t> places{};
    };
    struct Unmap {
        std::size_t counts;
        void operator()(std::uint64_t* start) const;
    };

    void find_columns(const Subject& subject, const Schema& schema);
    void add(const State& state);
    void add(const RowsOf& rows, const std::vector<std::size_t>& places);
    const std::vector<std::size_t>* places_of(const RowsOf& rows);

    std::vector<ColumnCoverage> columns_;  ///< their names
    std::map<Identifier, Places> tables_;  ///< columns in the order in which they were met last
    std::unordered_set<std::size_t> hazards_;
    std::vector<std::size_t> seen_;
    std::vector<std::uint64_t> unit_;  ///< counts of the unit at hand
    std::unique_ptr<std::uint64_t, Unmap> all_;
};

}  // namespace evolve
