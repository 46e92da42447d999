#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "evolve/graph/version_name.hpp"

namespace evolve {

/// What became of a mistake that was made on purpose.
struct TriedMistake {
    enum class Outcome : std::uint8_t {
        caught,
        missed,      ///< it changed something, and no law saw it
        never_made,  ///< no state of the proof gave it anything to do
    };
    std::string name;
    std::string where;  ///< empty: the database
    Outcome outcome = Outcome::never_made;
    std::string law{};       ///< that saw it
    std::size_t states = 0;  ///< that were tried until then
};

std::string_view text_of(TriedMistake::Outcome outcome);

/// What a proof of a migration would find of mistakes in it.
struct Selftest {
    VersionOrNull from;
    VersionName to;
    std::uint64_t seed = 0;
    std::size_t cases = 0;
    std::vector<TriedMistake> mistakes{};
    std::chrono::milliseconds took{0};

    [[nodiscard]] std::size_t count(TriedMistake::Outcome outcome) const;
    /// Whether nothing that happened was missed.
    [[nodiscard]] bool holds() const { return count(TriedMistake::Outcome::missed) == 0; }
};

}  // namespace evolve
