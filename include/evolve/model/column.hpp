#pragma once

#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"
#include "evolve/model/affinity.hpp"
#include "evolve/model/constraint.hpp"

namespace evolve {

struct Column {
    Identifier name;
    Text type;  ///< as written, one blank between words: "VARCHAR(255)"; empty: typeless
    std::vector<ColumnConstraint> constraints;

    [[nodiscard]] constexpr Affinity affinity() const { return affinity_of_written(type); }

    /// The column's rule of that kind, the last one where several stand (as SQLite reads them), or
    /// null.
    template <class Rule>
    [[nodiscard]] constexpr const Rule* rule() const {
        for (std::size_t i = constraints.size(); i > 0; --i)
            if (const auto* found = std::get_if<Rule>(&constraints[i - 1].rule)) return found;
        return nullptr;
    }

    template <class Rule>
    [[nodiscard]] constexpr bool has() const {
        return rule<Rule>() != nullptr;
    }

    [[nodiscard]] constexpr bool is_generated() const { return has<Generated>(); }

    friend constexpr bool operator==(const Column&, const Column&) = default;
};

}  // namespace evolve
