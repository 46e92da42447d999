#pragma once

#include <cstddef>

namespace evolve {

inline constexpr std::size_t most_shards = 1000;

/// States that a schedule keeps together.
inline constexpr std::size_t states_of_a_block = 64;

/// One part of the states of a proof, for one of several machines: "2/4".
struct Shard {
    std::size_t number = 1;  ///< from 1
    std::size_t of = 1;

    /// Its part of so many states: every `of`-th block, so that all shards together have as many,
    /// or up to a block more.
    [[nodiscard]] constexpr std::size_t share(std::size_t states) const {
        if (of == 1) return states;
        const std::size_t blocks = (states + states_of_a_block - 1) / states_of_a_block;
        return (blocks / of + (number <= blocks % of ? 1 : 0)) * states_of_a_block;
    }

    friend bool operator==(const Shard&, const Shard&) = default;
};

}  // namespace evolve
