#pragma once

#include <string_view>
#include <vector>

#include "evolve/step/row_expression.hpp"
#include "evolve/step/row_key.hpp"
#include "evolve/step/row_step_number.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Deletes some rows. No row of another table goes with them.
struct DeleteRows {
    static constexpr std::string_view tag = "delete_rows";
    Identifier table;
    Expression where{};  ///< empty: all rows
    bool keep = true;
    /// Triggers fire. What they do is kept nowhere.
    bool fire = false;
    /// The way back: the rows return from the complement. In no file.
    RowStepNumber undoes{};

    friend constexpr bool operator==(const DeleteRows&, const DeleteRows&) = default;
};

constexpr Result<Schema, Refusal> applied(const DeleteRows& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    const Table& table = schema.tables[*position];
    if (auto refusal = detail::refused_of_rows(step.where, table))
        return unexpected(std::move(*refusal));
    if (step.keep && !row_key(table)) return unexpected(Refusal{Why::no_row_key, table.name});
    return schema;
}

std::vector<Step> inverse(const DeleteRows& step, const Schema& before);
Footprint footprint(const DeleteRows& step, const Schema& before);
StepClass class_of(const DeleteRows& step, const Schema& before);
Work work_of(const DeleteRows& step, const Schema& before);
bool satisfied_by(const DeleteRows& step, const Schema& schema);
std::vector<std::string> statements(const DeleteRows& step, const Schema& before);
Wording wording(const DeleteRows& step, const Schema& before);

}  // namespace evolve
