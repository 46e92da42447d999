#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/text.hpp"
#include "evolve/model/schema.hpp"

namespace evolve {

/// In what two objects may differ and have the same canonical form.
enum class IgnoredKind : std::uint8_t {
    column_order,
    constraint_names,
    constraint_order,  ///< also whether one stands at its column or at the table
    letter_case,       ///< of the object's name, the names of its columns and their types
    spelling,          ///< quotes, brackets, words that say nothing
};

/// What a fingerprint ignores and differs nonetheless.
struct IgnoredDifference {
    IgnoredKind kind{};
    std::string_view part{};       ///< "table", "index", "view", "trigger", "virtual table"
    Identifier object{};           ///< its name
    std::vector<Text> expected{};  ///< the columns in order, the names of constraints, the words
    std::vector<Text> found{};     ///< in other case; empty for the other kinds

    friend bool operator==(const IgnoredDifference&, const IgnoredDifference&) = default;
};

/// Between the objects that both schemas have, at most one of each kind an object. Columns are
/// compared in order and letters where both have them; all else in objects of equal canonical form.
std::vector<IgnoredDifference> ignored_differences(const Schema& expected, const Schema& found);

/// Those of them that are another order of columns, which --strict-order counts.
std::vector<IgnoredDifference> other_orders(const std::vector<IgnoredDifference>& differences);
bool has_other_order(const std::vector<IgnoredDifference>& differences);

}  // namespace evolve
