#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"

namespace evolve {

/// The way in which a migration is travelled.
enum class Direction : std::uint8_t { up, down };

constexpr std::string_view text_of(Direction direction) {
    return direction == Direction::up ? "up" : "down";
}

/// A row of evolve_history, as far as decisions need it. Down, `from` is the higher version.
struct HistoryRow {
    std::int64_t id = 0;
    Text at;
    Text from;  ///< "null": the empty schema
    Text to;
    Direction direction = Direction::up;
    Text migration;    ///< digest of the migration
    Text fingerprint;  ///< of the schema that it led to

    friend bool operator==(const HistoryRow&, const HistoryRow&) = default;
};

/// A row of evolve_kept: the complement of one table and one migration, in evolve_kept_<number>.
struct KeptTable {
    std::int64_t number = 0;
    Text from{};
    Text to{};
    Direction direction = Direction::up;
    Identifier source{};
    bool whole_table = false;
    std::vector<Identifier> columns{};  ///< v1, v2, … of evolve_kept_<number>, in this order
    /// Of each column: it stayed, and its values became others, which are w1, w2, …
    std::vector<bool> changed{};
    bool rowids = false;  ///< the rowids of the rows were lost, and are in r
    /// Of a step that changes rows: which of those of its migration, from 1; of all others 0.
    std::int64_t row_step = 0;
    bool is_virtual = false;  ///< evolve_kept_<number> is the virtual table itself
    bool in_step = false;     ///< … and it agreed with the source of its index

    [[nodiscard]] bool has_changed(std::size_t column) const {
        return column < changed.size() && changed[column];
    }

    friend bool operator==(const KeptTable&, const KeptTable&) = default;
};

/// A row of sqlite_schema.
struct SchemaObject {
    Text type;  ///< table, index, view or trigger
    Identifier name;
    Identifier table;
    Text sql;  ///< empty for the index of a constraint

    friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};

}  // namespace evolve
