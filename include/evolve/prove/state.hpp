#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/model/value.hpp"

namespace evolve {

enum class Encoding : std::uint8_t { utf8, utf16le, utf16be };

std::string_view text_of(Encoding encoding);

/// What kind of database a state is, apart from its rows. Decided by the index of the state alone.
struct Shape {
    std::vector<std::size_t> done{};  ///< steps of the migration that are there already, in order
    bool shuffled_columns = false;    ///< tables declare their columns in another order
    Encoding encoding = Encoding::utf8;
    bool bystanders = true;  ///< unmanaged objects are there too
    /// Another tool left its ledger, and a view and a trigger that name what is gone.
    bool left_behind = false;
    bool fitting = false;  ///< rows that contradict a step are taken out when it is loaded

    friend bool operator==(const Shape&, const Shape&) = default;
};

/// The rows of one table. The first column is its key: the INTEGER PRIMARY KEY, else the rowid
/// under a name that no column hides, if there is one.
struct RowsOf {
    Identifier table;
    std::vector<Identifier> columns;
    std::vector<std::vector<Value>> rows;
    std::optional<std::int64_t> counter{};  ///< of AUTOINCREMENT, past the largest key

    friend bool operator==(const RowsOf&, const RowsOf&) = default;
};

/// A database before a migration: what the laws are checked on. Which of its rows a constraint
/// refuses shows when it is loaded; those are no part of it.
struct State {
    Shape shape;
    std::vector<RowsOf> tables;

    friend bool operator==(const State&, const State&) = default;
};

using StatePtr = std::shared_ptr<const State>;

}  // namespace evolve
