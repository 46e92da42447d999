#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "evolve/step/row_expression.hpp"
#include "evolve/step/row_key.hpp"
#include "evolve/step/row_step_number.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Gives columns of some rows other values.
struct UpdateRows {
    static constexpr std::string_view tag = "update_rows";

    struct Assignment {
        Identifier column;
        Expression value;

        friend constexpr bool operator==(const Assignment&, const Assignment&) = default;
    };

    Identifier table;
    std::vector<Assignment> set;
    Expression where{};  ///< empty: all rows
    bool keep = true;
    /// Triggers fire. What they do is kept nowhere.
    bool fire = false;
    /// The way back: rows get what the complement holds. In no file.
    RowStepNumber undoes{};

    friend constexpr bool operator==(const UpdateRows&, const UpdateRows&) = default;
};

namespace detail {

/// Why the step cannot set the column at that place, or nothing.
constexpr std::optional<Refusal> refused_assignment(const UpdateRows& step, std::size_t place,
                                                    const Table& table) {
    const UpdateRows::Assignment& each = step.set[place];
    const auto position = table.position_of(each.column);
    if (!position) return Refusal{Why::no_such_column, table.name, each.column};
    for (std::size_t other = 0; other < place; ++other)
        if (step.set[other].column == each.column)
            return Refusal{Why::column_twice, table.name, each.column};
    if (table.columns[*position].is_generated())
        return Refusal{Why::sets_generated, table.name, each.column};
    if (const auto key = row_key(table);
        key && std::find(key->begin(), key->end(), each.column) != key->end())
        return Refusal{Why::sets_row_key, table.name, each.column};
    return refused_of_rows(each.value, table);
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const UpdateRows& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    const Table& table = schema.tables[*position];
    if (step.set.empty()) return unexpected(Refusal{Why::nothing_changes, table.name});
    for (std::size_t place = 0; place < step.set.size(); ++place)
        if (auto refusal = detail::refused_assignment(step, place, table))
            return unexpected(std::move(*refusal));
    if (auto refusal = detail::refused_of_rows(step.where, table))
        return unexpected(std::move(*refusal));
    if (step.keep && !row_key(table)) return unexpected(Refusal{Why::no_row_key, table.name});
    return schema;
}

std::vector<Step> inverse(const UpdateRows& step, const Schema& before);
Footprint footprint(const UpdateRows& step, const Schema& before);
StepClass class_of(const UpdateRows& step, const Schema& before);
Work work_of(const UpdateRows& step, const Schema& before);
bool satisfied_by(const UpdateRows& step, const Schema& schema);
std::vector<std::string> statements(const UpdateRows& step, const Schema& before);
Wording wording(const UpdateRows& step, const Schema& before);

}  // namespace evolve
