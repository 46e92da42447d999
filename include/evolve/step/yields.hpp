#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "evolve/base/identifier.hpp"
#include "evolve/base/result.hpp"
#include "evolve/model/schema.hpp"
#include "evolve/step/refusal.hpp"
#include "evolve/step/sql_lines.hpp"

namespace evolve {

enum class ObjectKind : std::uint8_t { table, index, view, trigger, virtual_table };

/// The word in graph files: "virtual table".
std::string_view text_of(ObjectKind kind);

struct DroppedObject {
    ObjectKind kind{};
    Identifier name;

    friend constexpr bool operator==(const DroppedObject&, const DroppedObject&) = default;
};

/// What the statements of a `sql` step did when they were tried on an empty database (DESIGN
/// section 4): what they did to the schema, and the tables whose rows they may change.
struct Yields {
    std::vector<DroppedObject> drops{};
    Schema makes{};  ///< what is new, and what has another definition than before
    /// Tables that they write to, drop or make again, as they are called afterwards; those that are
    /// gone by their names before.
    std::vector<Identifier> writes{};

    friend constexpr bool operator==(const Yields&, const Yields&) = default;
};

/// What statements that follow those lines did, which lead from one schema to the other; nothing of
/// rows. A table that was dropped and made again counts as made, even if it is equal: it has the
/// columns in that order, whatever a database had before.
Yields yields_between(const Schema& before, const Schema& after, const SqlLines& lines);

namespace detail {

template <class Object>
constexpr bool drop_object(std::vector<Object>& objects, const Identifier& name) {
    const auto position = position_of(objects, name);
    if (position) objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(*position));
    return position.has_value();
}

constexpr std::optional<Refusal> drop_object(Schema& schema, const DroppedObject& drop) {
    const auto unless = [&](bool dropped, Why why) {
        return dropped ? std::nullopt : std::optional(Refusal{why, drop.name});
    };
    switch (drop.kind) {
        case ObjectKind::table:
            return unless(drop_object(schema.tables, drop.name), Why::no_such_table);
        case ObjectKind::index:
            return unless(drop_object(schema.indexes, drop.name), Why::no_such_index);
        case ObjectKind::view:
            return unless(drop_object(schema.views, drop.name), Why::no_such_view);
        case ObjectKind::trigger:
            return unless(drop_object(schema.triggers, drop.name), Why::no_such_trigger);
        case ObjectKind::virtual_table:
            return unless(drop_object(schema.virtual_tables, drop.name),
                          Why::no_such_virtual_table);
    }
    return std::nullopt;
}

template <class Object>
constexpr void put_objects(std::vector<Object>& objects, const std::vector<Object>& made) {
    for (const Object& each : made)
        if (const auto position = position_of(objects, each.name))
            objects[*position] = each;
        else
            objects.push_back(each);
}

/// The definition that a lasting table gets, with its columns in the order in which this database
/// has them: ALTER TABLE leaves them where they are, and adds at the end.
constexpr Table in_order_of(const Table& present, Table made, const SqlLine& line) {
    std::vector<Column> columns;
    for (const Column& column : present.columns)
        for (const auto& [before, now] : line.columns)
            if (before == column.name)
                if (const auto position = made.position_of(now))
                    columns.push_back(made.columns[*position]);
    const std::vector<Column> lasting = columns;
    for (Column& column : made.columns)
        if (position_of(lasting, column.name) == std::nullopt) columns.push_back(std::move(column));
    made.columns = std::move(columns);
    return made;
}

constexpr void put_tables(Schema& schema, const std::vector<Table>& made, const SqlLines& lines) {
    std::vector<Table> tables;
    std::vector<bool> put(made.size(), false);
    for (Table& table : schema.tables) {
        const SqlLine* line = lines.from(table.name);
        const auto position = position_of(made, line != nullptr ? line->now : table.name);
        if (!position) {
            tables.push_back(std::move(table));
        } else if (line != nullptr) {
            tables.push_back(in_order_of(table, made[*position], *line));
            put[*position] = true;
        }
    }
    for (std::size_t i = 0; i < made.size(); ++i)
        if (!put[i]) tables.push_back(made[i]);
    schema.tables = std::move(tables);
}

}  // namespace detail

/// The schema that the statements which follow those lines make of this one. Refused where
/// something is not there that they drop.
constexpr Result<Schema, Refusal> changed(Schema schema, const Yields& yields,
                                          const SqlLines& lines) {
    for (const DroppedObject& drop : yields.drops) {
        const SqlLine* line = drop.kind == ObjectKind::table ? lines.from(drop.name) : nullptr;
        if (line != nullptr && line->now != line->before) continue;  // it has another name
        if (auto refusal = detail::drop_object(schema, drop))
            return unexpected(std::move(*refusal));
    }
    detail::put_tables(schema, yields.makes.tables, lines);
    detail::put_objects(schema.indexes, yields.makes.indexes);
    detail::put_objects(schema.views, yields.makes.views);
    detail::put_objects(schema.triggers, yields.makes.triggers);
    detail::put_objects(schema.virtual_tables, yields.makes.virtual_tables);
    return schema;
}

}  // namespace evolve
