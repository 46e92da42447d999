#pragma once

// Internal: what of the old version a migration concerns.

#include <map>
#include <set>

#include "evolve/base/identifier.hpp"
#include "evolve/prove/subject.hpp"

namespace evolve {

/// Tables of the old version that a migration touches, each with the columns of it that are in the
/// footprint or are read by what a step computes.
struct FootprintColumns {
    std::map<Identifier, std::set<Identifier>> columns;

    [[nodiscard]] bool touches(const Identifier& table) const { return columns.contains(table); }
    [[nodiscard]] bool has(const Identifier& table, const Identifier& column) const {
        const auto found = columns.find(table);
        return found != columns.end() && found->second.contains(column);
    }
};

FootprintColumns footprint_columns(const Subject& subject);

}  // namespace evolve
