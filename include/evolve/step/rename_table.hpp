#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "evolve/base/keyword.hpp"
#include "evolve/model/renaming.hpp"
#include "evolve/step/names.hpp"
#include "evolve/step/object_use.hpp"
#include "evolve/step/step_kind.hpp"

namespace evolve {

/// Renames a table in all that names it: foreign keys, indexes, views and triggers.
struct RenameTable {
    static constexpr std::string_view tag = "rename_table";
    Identifier table;
    Identifier to;

    friend constexpr bool operator==(const RenameTable&, const RenameTable&) = default;
};

namespace detail {

/// Whether the token stands where a name is given to something: behind a name or a bracket, or
/// before AS.
constexpr bool is_alias(const std::vector<ExpressionToken>& tokens, std::size_t i) {
    if (i + 1 < tokens.size() && is_word(tokens[i + 1], "as")) return true;
    if (i == 0) return false;
    const ExpressionToken& before = tokens[i - 1];
    switch (before.kind) {
        case ExpressionTokenKind::punctuation: return before.is(")");
        case ExpressionTokenKind::word:
            return is_word(before, "as") || can_be_name(keyword_of(before.text));
        default: return true;
    }
}

/// Whether the SELECT or body gives the table's name to something else too: an alias, a common
/// table.
constexpr bool gives_name(const Expression& expression, const Identifier& table) {
    const auto& tokens = expression.tokens;
    const auto places = TableReferences(tokens).places_of(table);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!may_be_name(tokens[i]) || !equal_ignoring_case(tokens[i].text, table.view())) continue;
        bool is_reference = i + 1 < tokens.size() && tokens[i + 1].is(".");
        for (std::size_t place : places) is_reference = is_reference || place == i;
        if (!is_reference && is_alias(tokens, i)) return true;
    }
    return false;
}

/// A view or trigger in which the old name may mean something else too, or nothing.
constexpr std::optional<Text> unclear_user(const Schema& schema, const Identifier& table) {
    for (const View& view : schema.views)
        if (gives_name(view.select, table)) return concat("view ", view.name.view());
    for (const Trigger& trigger : schema.triggers)
        if (gives_name(trigger.body, table) || gives_name(trigger.condition, table))
            return concat("trigger ", trigger.name.view());
    return std::nullopt;
}

/// A view or trigger that waits for a table of that name, or nothing.
constexpr std::optional<Text> dangling_user(const Schema& schema, const Identifier& table) {
    for (const View& view : schema.views)
        if (refers_to(view, table)) return concat("view ", view.name.view());
    for (const Trigger& trigger : schema.triggers)
        if (refers_to(trigger, table)) return concat("trigger ", trigger.name.view());
    for (const Table& each : schema.tables)
        for (const ForeignKey& key : foreign_keys(each))
            if (key.target.parent == table)
                return concat("a foreign key of table ", each.name.view());
    return content_user(schema, table);
}

}  // namespace detail

constexpr Result<Schema, Refusal> applied(const RenameTable& step, Schema schema) {
    if (!schema.table(step.table)) return unexpected(Refusal{Why::no_such_table, step.table});
    if (step.to == step.table) return unexpected(Refusal{Why::case_alone, step.table, step.table});
    if (detail::is_reserved(step.to)) return unexpected(Refusal{Why::reserved_name, step.to});
    if (schema.has_object(step.to)) return unexpected(Refusal{Why::object_exists, step.to});
    if (auto user = detail::content_user(schema, step.table))
        return unexpected(Refusal{Why::table_in_use, step.table, {}, std::move(*user)});
    if (auto user = detail::unclear_user(schema, step.table))
        return unexpected(Refusal{Why::unclear_name, step.table, step.table, std::move(*user)});
    if (auto user = detail::dangling_user(schema, step.to))
        return unexpected(Refusal{Why::table_in_use, step.to, {}, std::move(*user)});
    return with_renamed_table(std::move(schema), step.table, step.to);
}

std::vector<Step> inverse(const RenameTable& step, const Schema& before);
Footprint footprint(const RenameTable& step, const Schema& before);
StepClass class_of(const RenameTable& step, const Schema& before);
Work work_of(const RenameTable& step, const Schema& before);
bool satisfied_by(const RenameTable& step, const Schema& schema);
std::vector<std::string> statements(const RenameTable& step, const Schema& before);
Wording wording(const RenameTable& step, const Schema& before);

}  // namespace evolve
