#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/constraint.hpp"
#include "evolve/model/table.hpp"

namespace evolve {

struct Index {
    Identifier name;
    Identifier table;
    bool unique = false;
    std::vector<KeyPart> columns;

    friend constexpr bool operator==(const Index&, const Index&) = default;
};

/// All that a database declares; objects stand in the order in which they were made.
struct Schema {
    std::vector<Table> tables;
    std::vector<Index> indexes;

    [[nodiscard]] constexpr std::optional<std::size_t> table(const Identifier& name) const {
        for (std::size_t i = 0; i < tables.size(); ++i)
            if (tables[i].name == name) return i;
        return std::nullopt;
    }

    [[nodiscard]] constexpr std::optional<std::size_t> index(const Identifier& name) const {
        for (std::size_t i = 0; i < indexes.size(); ++i)
            if (indexes[i].name == name) return i;
        return std::nullopt;
    }

    /// Tables and indexes share one space of names.
    [[nodiscard]] constexpr bool has_object(const Identifier& name) const {
        return table(name).has_value() || index(name).has_value();
    }

    [[nodiscard]] constexpr bool empty() const { return tables.empty() && indexes.empty(); }

    friend constexpr bool operator==(const Schema&, const Schema&) = default;
};

}  // namespace evolve
