#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace evolve {

/// One place of what is permuted.
struct RadixDigit {
    std::uint32_t digit = 0;  ///< below `radix`
    std::uint32_t radix = 1;
    std::uint32_t kind =
        0;  ///< what it is a digit of: places of other kinds are permuted otherwise
};

/// A secret permutation of all sequences of places that have the same radixes and kinds: none goes
/// twice to the same, so that what differs goes on differing. Six rounds of a Feistel network,
/// whose function is SHA-256 with the key.
class Permutation {
public:
    explicit Permutation(std::string key) : key_(std::move(key)) {}

    /// `purpose` chooses one permutation of many.
    void apply(std::span<RadixDigit> places, std::string_view purpose) const;

private:
    std::string key_;
};

}  // namespace evolve
