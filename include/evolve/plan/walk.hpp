#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "evolve/model/schema.hpp"
#include "evolve/step/step.hpp"

namespace evolve {

struct Walk {
    Schema end;
    std::size_t skipped = 0;  ///< steps whose effect was there already
};

/// Walks the steps in order, skipping each that is satisfied by the schema as it then stands;
/// nothing where a step neither is satisfied nor applies.
std::optional<Walk> walk(std::span<const Step> steps, Schema schema);

}  // namespace evolve
