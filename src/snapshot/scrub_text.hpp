#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "snapshot/characters.hpp"
#include "snapshot/scrub_number.hpp"

namespace evolve {

/// Scrubs a text in place, run by run.
class TextScrubber {
public:
    TextScrubber(const Permutation& permutation, const Vocabulary& vocabulary, unsigned choice)
        : permutation_(permutation),
          vocabulary_(vocabulary),
          numbers_(permutation, vocabulary, choice),
          choice_(std::to_string(choice)) {}

    [[nodiscard]] std::string operator()(std::string_view text);

private:
    /// Letters and digits from there on; where they end.
    std::size_t run(std::size_t at);
    void word(std::size_t from, std::size_t to);
    /// Bytes that are no UTF-8 become others of their like, which are none either.
    void bytes();
    void number(std::size_t from, std::size_t to);

    [[nodiscard]] std::string plain(std::size_t from, std::size_t to) const;

    const Permutation& permutation_;
    const Vocabulary& vocabulary_;
    NumberScrubber numbers_;
    std::string choice_;
    std::vector<Character> characters_{};
};

}  // namespace evolve
