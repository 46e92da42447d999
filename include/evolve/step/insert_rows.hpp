#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "evolve/model/value.hpp"
#include "evolve/step/row_expression.hpp"
#include "evolve/step/row_key.hpp"
#include "evolve/step/row_step_number.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Inserts rows: those that are given, or those that a query finds, in its order.
struct InsertRows {
    static constexpr std::string_view tag = "insert_rows";
    using Row = std::vector<Value>;

    Identifier table;
    std::vector<Identifier> columns;
    std::vector<Row> values{};
    Expression query{};  ///< empty: `values` holds the rows
    /// Triggers fire. What they do is kept nowhere.
    bool fire = false;
    /// The way back: the rows that were inserted go. In no file.
    RowStepNumber undoes{};

    [[nodiscard]] constexpr bool has_query() const { return !query.tokens.empty(); }

    friend constexpr bool operator==(const InsertRows&, const InsertRows&) = default;
};

namespace detail {

/// Why rows cannot be given values for these columns, or nothing.
constexpr std::optional<Refusal> refused_columns(const InsertRows& step, const Table& table) {
    for (std::size_t i = 0; i < step.columns.size(); ++i) {
        const Identifier& column = step.columns[i];
        const auto position = table.position_of(column);
        if (!position) return Refusal{Why::no_such_column, table.name, column};
        if (table.columns[*position].is_generated())
            return Refusal{Why::sets_generated, table.name, column};
        for (std::size_t other = 0; other < i; ++other)
            if (step.columns[other] == column)
                return Refusal{Why::column_twice, table.name, column};
    }
    if (!table.without_rowid) return std::nullopt;
    for (const Identifier& key : primary_key(table))
        if (std::find(step.columns.begin(), step.columns.end(), key) == step.columns.end())
            return Refusal{Why::key_not_given, table.name, key};
    return std::nullopt;
}

/// Whether a row is given no value for the INTEGER PRIMARY KEY although it is among the columns:
/// its number would depend on the rows before it.
constexpr bool leaves_key_out(const InsertRows& step, const Table& table) {
    const auto alias = rowid_alias(table);
    for (std::size_t i = 0; alias && i < step.columns.size(); ++i)
        if (step.columns[i] == table.columns[*alias].name)
            for (const InsertRows::Row& row : step.values)
                if (i < row.size() && std::holds_alternative<Null>(row[i])) return true;
    return false;
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const InsertRows& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    const Table& table = schema.tables[*position];
    if (step.columns.empty()) return unexpected(Refusal{Why::nothing_changes, table.name});
    if (!step.has_query() && step.values.empty())
        return unexpected(Refusal{Why::nothing_changes, table.name});
    if (auto refusal = detail::refused_columns(step, table)) return unexpected(std::move(*refusal));
    for (const InsertRows::Row& row : step.values)
        if (row.size() != step.columns.size())
            return unexpected(Refusal{Why::row_of_other_width, table.name});
    if (detail::leaves_key_out(step, table))
        return unexpected(Refusal{Why::key_is_null, table.name, row_key(table)->front()});
    if (auto moment = detail::RowExpression(step.query).momentary())
        return unexpected(Refusal{Why::depends_on_moment, table.name, {}, std::move(*moment)});
    if (!row_key(table)) return unexpected(Refusal{Why::no_row_key, table.name});
    return schema;
}

/// A SELECT or VALUES that gives the rows, in their order.
std::string rows_query(const InsertRows& step);

std::vector<Step> inverse(const InsertRows& step, const Schema& before);
Footprint footprint(const InsertRows& step, const Schema& before);
StepClass class_of(const InsertRows& step, const Schema& before);
Work work_of(const InsertRows& step, const Schema& before);
bool satisfied_by(const InsertRows& step, const Schema& schema);
std::vector<std::string> statements(const InsertRows& step, const Schema& before);
Wording wording(const InsertRows& step, const Schema& before);

}  // namespace evolve
