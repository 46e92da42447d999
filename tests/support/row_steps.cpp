#include "support/row_steps.hpp"

#include <algorithm>
#include <utility>

#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"
#include "support/draw.hpp"
#include "support/parts.hpp"
#include "support/sql.hpp"

namespace evolve {
namespace {

std::vector<Identifier> names_of(const Table& table, bool stored) {
    const auto key = row_key(table);
    std::vector<Identifier> names;
    for (const Column& column : table.columns)
        if (!stored ||
            (!column.is_generated() && std::ranges::find(*key, column.name) == key->end()))
            names.push_back(column.name);
    return names;
}

/// Whether most values would be refused there.
bool is_ruled(const Column& column) {
    return column.has<Unique>() || column.has<PrimaryKey>() || column.has<Check>() ||
           column.has<References>();
}

std::string some_column(const Table& table) { return ddl::quoted(one_of(names_of(table, false))); }

/// An expression that has a value in every row.
std::string some_value(const Table& table, const Schema& schema) {
    const std::string column = some_column(table);
    const std::string other = ddl::in_main(one_of(schema.tables).name);
    return one_of<std::string>(
        {"NULL", "7", "-2.5", "'it''s'", "x'00ff'", column, column + " || 'x'",
         "typeof(" + column + ")", "coalesce(" + column + ", 'none')", column + " IS NULL",
         "CASE WHEN " + column + " > 5 THEN 'many' ELSE " + some_column(table) + " END",
         "(SELECT count(*) FROM " + other + ")"});
}

Expression some_condition(const Table& table, const Schema& schema) {
    const std::string column = some_column(table);
    const Table& other =
        schema.tables[static_cast<std::size_t>(below(static_cast<int>(schema.tables.size())))];
    const std::string text = one_of<std::string>(
        {"", column + " IS NULL", column + " IS NOT NULL", column + " > 5", column + " <> 'it''s'",
         "typeof(" + column + ") = 'text'", "length(" + column + ") % 2 = 1",
         column + " IN (SELECT " + some_column(other) + " FROM " + ddl::in_main(other.name) + ")",
         "NOT (" + column + " BETWEEN 0 AND 100) OR " + some_column(table) + " = ''"});
    return text.empty() ? Expression() : expression(text);
}

Step some_update(const Table& table, const Schema& schema) {
    UpdateRows step{table.name, {}, some_condition(table, schema), !one_in(6)};
    for (int left = between(1, 3); left > 0; --left) {
        const Identifier column = one_of(names_of(table, true));
        const Column& set = table.columns[*table.position_of(column)];
        if ((is_ruled(set) || set.has<NotNull>()) && !one_in(4)) continue;
        if (std::ranges::find(step.set, column, &UpdateRows::Assignment::column) == step.set.end())
            step.set.push_back({column, expression(some_value(table, schema))});
    }
    return step;
}

Value some_literal(bool nullable) {
    if (nullable && one_in(6)) return Null();
    return one_of<Value>({std::int64_t{below(1'000'000)}, std::int64_t{-1}, 2.5, Text("it's"),
                          Text("5"), Text(""), Blob{Text("ab")}});
}

/// Mostly those that must have a value.
std::vector<Identifier> some_columns(const Table& table) {
    std::vector<Identifier> names;
    for (const Column& column : table.columns) {
        const auto stored = names_of(table, true);
        const bool plain = std::ranges::find(stored, column.name) != stored.end();
        const bool needed = table.without_rowid && refuses_null(table, column);
        const bool wanted = column.has<NotNull>() ? !one_in(16) : !is_ruled(column) && one_in(2);
        if (!column.is_generated() && ((plain && wanted) || needed)) names.push_back(column.name);
    }
    return names;
}

std::string some_query(std::size_t width, const Schema& schema) {
    const Table& from =
        schema.tables[static_cast<std::size_t>(below(static_cast<int>(schema.tables.size())))];
    std::string list;
    for (std::size_t i = 0; i < width; ++i)
        list += (list.empty() ? "" : ", ") + some_value(from, schema);
    return "SELECT " + list + " FROM " + ddl::in_main(from.name) + " ORDER BY " +
           some_column(from) + ", " +
           ddl::quoted(row_key(from) ? row_key(from)->front() : from.columns.front().name) +
           " DESC LIMIT 5";
}

Step some_insertion(const Table& table, const Schema& schema, bool query_only) {
    InsertRows step{table.name, some_columns(table)};
    if (query_only || one_in(2)) {
        step.query = *ddl::parse_query(some_query(step.columns.size(), schema));
        return step;
    }
    for (int left = between(1, 4); left > 0; --left) {
        InsertRows::Row row;
        for (const Identifier& name : step.columns)
            row.push_back(
                some_literal(!refuses_null(table, table.columns[*table.position_of(name)])));
        step.values.push_back(std::move(row));
    }
    return step;
}

Step fired(Step step) {
    Step::Kind kind = step.kind();
    std::visit(
        []<class Kind>(Kind& each) {
            if constexpr (requires { each.fire; }) each.fire = true;
        },
        kind);
    return std::visit([](auto each) { return Step(std::move(each)); }, std::move(kind));
}

}  // namespace

std::optional<Step> some_row_step(const Schema& schema, const Schema& before) {
    std::vector<Table> tables;
    for (const Table& table : schema.tables)
        if (row_key(table) && !names_of(table, true).empty()) tables.push_back(table);
    if (tables.empty()) return std::nullopt;
    const Table table = one_of(std::move(tables));
    Step step = DeleteRows{table.name, some_condition(table, schema), !one_in(6)};
    const int kind = below(3);
    if (kind == 0) step = some_update(table, schema);
    if (kind == 1) step = some_insertion(table, schema, !before.table(table.name));
    if (one_in(3)) step = fired(std::move(step));
    if (!applied(step, schema)) return std::nullopt;
    return step;
}

}  // namespace evolve
