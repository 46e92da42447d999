#include "evolve/plan/walk.hpp"

#include <utility>

namespace evolve {

std::optional<Walk> walk(std::span<const Step> steps, Schema schema) {
    Walk result;
    for (const Step& step : steps) {
        if (satisfied_by(step, schema)) {
            ++result.skipped;
            continue;
        }
        auto next = applied(step, std::move(schema));
        if (!next) return std::nullopt;
        schema = std::move(*next);
    }
    result.end = std::move(schema);
    return result;
}

}  // namespace evolve
