#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "evolve/plan/proof.hpp"
#include "evolve/prove/state.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// How large a scope may be.
struct ScopeSize {
    std::size_t rows = 1;                ///< a table that the migration touches
    std::uint64_t most_states = 20'000;  ///< for which the pool of values is cut
};

/// Every state of up to so many rows in each table that a migration touches, over the hazard pool:
/// the columns of the footprint, and those that the steps read, in all combinations; each other
/// column of these tables alone; all else holds what one random state of the seed holds. Where the
/// combinations are too many even of two values, each column is gone through alone.
class Scope {
public:
    /// The subject must outlive it.
    Scope(const Subject& subject, ScopeSize size, std::uint64_t seed);

    [[nodiscard]] std::uint64_t states() const { return bound_.states; }
    [[nodiscard]] const Bound& bound() const { return bound_; }
    /// The state of that number, below states().
    [[nodiscard]] StatePtr state(std::uint64_t number) const;

private:
    /// A column whose values vary, by its place in the rows of its table.
    struct Varied {
        std::size_t table = 0;
        std::size_t column = 0;
        std::vector<Value> pool;
        bool together = false;
    };
    /// Columns that vary at once.
    struct Family {
        std::vector<std::size_t> columns;  ///< places in columns_
        std::uint64_t states = 0;
    };

    void find_columns(const Subject& subject);
    void add_column(const Subject& subject, std::size_t table, std::size_t column, bool together);
    void fit(std::uint64_t most_states);
    [[nodiscard]] std::vector<Family> families(std::size_t values, bool together) const;
    [[nodiscard]] std::uint64_t count(const std::vector<std::size_t>& columns,
                                      std::size_t values) const;

    State base_;                       ///< as many rows as there may be, in every table
    std::size_t rows_;                 ///< a table that varies
    std::vector<std::size_t> tables_;  ///< those that vary: places in base_
    std::vector<Varied> columns_;
    std::vector<Family> families_;
    std::size_t values_ = 0;  ///< the most of a pool
    Bound bound_;
};

}  // namespace evolve
