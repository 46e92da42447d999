#pragma once

#include <cstddef>

#include <rapidcheck.h>

#include "evolve/prove/state.hpp"

namespace evolve {

/// The states that are one step smaller than a state, the boldest first, as RapidCheck's Seq asks
/// for them. Nothing is computed for a candidate that nobody asks for.
class Candidates {
public:
    explicit Candidates(StatePtr state);

    rc::Maybe<StatePtr> operator()();

private:
    enum class Phase { rows, shape, columns, cells, end };

    rc::Maybe<StatePtr> fewer_rows();
    rc::Maybe<StatePtr> plainer_shape();
    rc::Maybe<StatePtr> plainer_column();
    rc::Maybe<StatePtr> plainer_cell();
    bool next_table();

    StatePtr state_;
    Phase phase_ = Phase::rows;
    std::size_t table_ = 0;  ///< counted from the last one
    std::size_t chunk_ = 0;  ///< rows that are taken out together
    std::size_t row_ = 0;
    std::size_t column_ = 0;
    std::size_t choice_ = 0;
};

}  // namespace evolve
