#pragma once

#include <cstdint>
#include <string>

#include "snapshot/permutation.hpp"
#include "snapshot/vocabulary.hpp"

namespace evolve {

/// Numbers in whatever form: the digits of a text, an integer, a real.
class NumberScrubber {
public:
    NumberScrubber(const Permutation& permutation, const Vocabulary& vocabulary, unsigned choice)
        : permutation_(permutation), vocabulary_(vocabulary), choice_(std::to_string(choice)) {}

    /// Digits, of which leading zeros stay.
    [[nodiscard]] std::string digits(const std::string& run) const;
    [[nodiscard]] std::int64_t integer(std::int64_t number) const;
    [[nodiscard]] double real(double number) const;

private:
    [[nodiscard]] std::string permuted(std::string digits) const;
    [[nodiscard]] double other_fraction(double number) const;

    const Permutation& permutation_;
    const Vocabulary& vocabulary_;
    std::string choice_;
};

}  // namespace evolve
