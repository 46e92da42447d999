#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace evolve {

/// The local source of randomness of one state: SplitMix64
/// (https://prng.di.unimi.it/splitmix64.c). Two draws of rc::Random, which is a block cipher, seed
/// it; every choice after that costs a nanosecond.
class Chooser {
public:
    Chooser(std::uint64_t a, std::uint64_t b) : state_(a ^ (b * 0x9e3779b97f4a7c15ULL)) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    /// From 0 to bound - 1; the bound is above 0. Its bias is below 2^-40 for all bounds we use.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

    bool one_in(std::size_t chances) { return below(chances) == 0; }

    template <class T>
    const T& pick(std::span<const T> choices) {
        return choices[below(choices.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace evolve
