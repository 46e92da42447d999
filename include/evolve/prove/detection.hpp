#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "evolve/prove/law.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// Which law saw a mistake, and how many states had gone through the laws by then.
struct Caught {
    Law law{};
    std::size_t states = 0;
};

/// As prove() looks, but without making the state smaller.
std::optional<Caught> first_breach(const Subject& subject, std::uint64_t seed, std::size_t cases);

}  // namespace evolve
