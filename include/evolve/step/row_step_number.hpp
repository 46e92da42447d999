#pragma once

#include <cstdint>

namespace evolve {

/// Says of a step that changes rows that it is the way back, and which of the steps of its
/// migration that change rows it undoes, from 1: the complement is known by that number.
struct RowStepNumber {
    std::int64_t number = 0;

    constexpr explicit operator bool() const { return number != 0; }

    friend constexpr bool operator==(RowStepNumber, RowStepNumber) = default;
};

/// Of the inverse: the first, unless its migration has more of them.
constexpr RowStepNumber opposite(RowStepNumber undoes) { return {undoes ? 0 : 1}; }

}  // namespace evolve
