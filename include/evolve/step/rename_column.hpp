#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "evolve/model/renaming.hpp"
#include "evolve/step/column_use.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Renames a column in its table and in all that names it.
struct RenameColumn {
    static constexpr std::string_view tag = "rename_column";
    Identifier table;
    Identifier column;
    Identifier to;

    friend constexpr bool operator==(const RenameColumn&, const RenameColumn&) = default;
};

namespace detail {

/// Whether bare names in the SELECT or body may be other columns than tokens can tell: joins by
/// name, common tables, an alias of that name.
constexpr bool hides_names(const Expression& expression, const Identifier& column) {
    const auto& tokens = expression.tokens;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        for (std::string_view word : {"using", "natural", "with"})
            if (is_word(tokens[i], word)) return true;
        if (i > 0 && is_word(tokens[i - 1], "as") && tokens[i].may_name(column)) return true;
    }
    return false;
}

/// Whether the object reads anything but the table that could have a column of that name.
template <class Object>
constexpr bool reads_another(const Object& object, const Schema& schema, const Identifier& table,
                             const Identifier& column) {
    for (const Table& each : schema.tables)
        if (each.name != table && each.has_column(column) && refers_to(object, each.name))
            return true;
    for (const View& view : schema.views)
        if (refers_to(object, view.name)) return true;
    for (const VirtualTable& each : schema.virtual_tables)
        if (refers_to(object, each.name)) return true;
    return !refers_to(object, table);
}

/// The object that names the column in a way in which evolve would not know what SQLite makes of
/// the new name; or nothing.
constexpr std::optional<Text> unclear_user(const Schema& schema, const Identifier& table,
                                           const Identifier& column) {
    const Reach reach = reach_of(schema, table);
    for (std::size_t i : reach.views) {
        const View& view = schema.views[i];
        if (names(view, column) &&
            (hides_names(view.select, column) || reads_another(view, schema, table, column)))
            return concat("view ", view.name.view());
    }
    for (std::size_t i : reach.triggers) {
        const Trigger& trigger = schema.triggers[i];
        if (names(trigger, column) &&
            (hides_names(trigger.body, column) || hides_names(trigger.condition, column) ||
             reads_another(trigger, schema, table, column)))
            return concat("trigger ", trigger.name.view());
    }
    for (std::size_t i : reach.virtual_tables)
        if (names(schema.virtual_tables[i], column))
            return concat("virtual table ", schema.virtual_tables[i].name.view());
    return std::nullopt;
}

/// Whether SQLite fails to rename the column: it loses sight of the rowid column in a UNIQUE that
/// stands before the PRIMARY KEY of the table ("error in table t after rename", SQLite 3.40).
constexpr bool is_unique_before_key(const Table& table, const Identifier& column) {
    const auto alias = rowid_alias(table);
    if (!alias || table.columns[*alias].name != column) return false;
    bool unique = false;
    for (const TableConstraint& constraint : table.constraints) {
        if (std::holds_alternative<PrimaryKeyOf>(constraint.rule)) return unique;
        const auto* rule = std::get_if<UniqueOf>(&constraint.rule);
        if (rule == nullptr) continue;
        for (const KeyPart& part : rule->columns) unique = unique || part.column == column;
    }
    return false;
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const RenameColumn& step, Schema schema) {
    const auto position = schema.table(step.table);
    if (!position) return unexpected(Refusal{Why::no_such_table, step.table});
    const Table& table = schema.tables[*position];
    if (!table.has_column(step.column))
        return unexpected(Refusal{Why::no_such_column, table.name, step.column});
    if (step.to == step.column)
        return unexpected(Refusal{Why::case_alone, table.name, step.column});
    if (table.has_column(step.to))
        return unexpected(Refusal{Why::column_exists, table.name, step.to});
    if (detail::is_rowid_name(step.to))
        return unexpected(Refusal{Why::rowid_name, table.name, step.to});
    if (detail::is_unique_before_key(table, step.column))
        return unexpected(Refusal{Why::unique_before_key, table.name, step.column});
    if (auto user = detail::unclear_user(schema, table.name, step.column))
        return unexpected(Refusal{Why::unclear_name, table.name, step.column, std::move(*user)});
    if (auto captured = detail::capture_in(schema, table, step.to))
        return unexpected(
            Refusal{Why::name_would_be_captured, table.name, step.to, std::move(*captured)});
    return with_renamed_column(std::move(schema), step.table, step.column, step.to);
}

std::vector<Step> inverse(const RenameColumn& step, const Schema& before);
Footprint footprint(const RenameColumn& step, const Schema& before);
StepClass class_of(const RenameColumn& step, const Schema& before);
Work work_of(const RenameColumn& step, const Schema& before);
bool satisfied_by(const RenameColumn& step, const Schema& schema);
std::vector<std::string> statements(const RenameColumn& step, const Schema& before);
Wording wording(const RenameColumn& step, const Schema& before);

}  // namespace evolve
