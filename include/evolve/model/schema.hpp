#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/invariant.hpp"
#include "evolve/model/objects.hpp"
#include "evolve/model/table.hpp"

namespace evolve {

namespace detail {

template <class Object>
constexpr std::optional<std::size_t> position_of(const std::vector<Object>& objects,
                                                 const Identifier& name) {
    for (std::size_t i = 0; i < objects.size(); ++i)
        if (objects[i].name == name) return i;
    return std::nullopt;
}

}  // namespace detail

/// All that a database declares; objects of a kind stand in the order in which they were made.
/// Made again in the order of the members, every object finds what it needs.
struct Schema {
    std::vector<Table> tables{};
    std::vector<Index> indexes{};
    std::vector<View> views{};
    std::vector<Trigger> triggers{};
    std::vector<VirtualTable> virtual_tables{};

    // Where the object of that name stands among those of its kind.

    [[nodiscard]] constexpr std::optional<std::size_t> table(const Identifier& name) const {
        return detail::position_of(tables, name);
    }
    [[nodiscard]] constexpr std::optional<std::size_t> index(const Identifier& name) const {
        return detail::position_of(indexes, name);
    }
    [[nodiscard]] constexpr std::optional<std::size_t> view(const Identifier& name) const {
        return detail::position_of(views, name);
    }
    [[nodiscard]] constexpr std::optional<std::size_t> trigger(const Identifier& name) const {
        return detail::position_of(triggers, name);
    }
    [[nodiscard]] constexpr std::optional<std::size_t> virtual_table(const Identifier& name) const {
        return detail::position_of(virtual_tables, name);
    }

    /// The table of that name, which the schema must have.
    [[nodiscard]] constexpr const Table& existing_table(const Identifier& name) const {
        const auto position = table(name);
        EVOLVE_INVARIANT(position.has_value());
        return tables[*position];
    }

    /// Tables, indexes, views and virtual tables share one space of names. Triggers have their own.
    [[nodiscard]] constexpr bool has_object(const Identifier& name) const {
        return table(name) || index(name) || view(name) || virtual_table(name);
    }

    [[nodiscard]] constexpr std::size_t size() const {
        return tables.size() + indexes.size() + views.size() + triggers.size() +
               virtual_tables.size();
    }
    [[nodiscard]] constexpr bool empty() const { return size() == 0; }

    friend constexpr bool operator==(const Schema&, const Schema&) = default;
};

}  // namespace evolve
