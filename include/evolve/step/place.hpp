#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "evolve/base/identifier.hpp"
#include "evolve/model/table.hpp"

namespace evolve {

/// Where a new column stands among those of its table.
struct Place {
    enum class At : std::uint8_t { last, first, after };
    At at = At::last;
    Identifier column{};  ///< that it stands after

    friend constexpr bool operator==(const Place&, const Place&) = default;
};

/// The position that a column gets there; nothing where the column that it would follow is missing.
constexpr std::optional<std::size_t> position_at(const Place& place, const Table& table) {
    switch (place.at) {
        case Place::At::first: return 0;
        case Place::At::after:
            if (const auto position = table.position_of(place.column)) return *position + 1;
            return std::nullopt;
        case Place::At::last: break;
    }
    return table.columns.size();
}

/// The place of a column that is there.
constexpr Place place_of(std::size_t position, const Table& table) {
    if (position + 1 == table.columns.size()) return {};
    if (position == 0) return {Place::At::first};
    return {Place::At::after, table.columns[position - 1].name};
}

}  // namespace evolve
