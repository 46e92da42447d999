#include "evolve/step/rebuild.hpp"

#include <algorithm>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/renaming.hpp"

namespace evolve {
namespace {

std::string rowid_of(const Table& table) {
    if (const auto alias = rowid_alias(table)) return ddl::quoted(table.columns[*alias].name);
    return ddl::quoted(Identifier(rowid_name(table)));
}

/// Whether a rule of the table names the table itself: "CHECK (t.a > 0)".
bool names_itself(const Table& table) {
    Table other = table;
    detail::for_each_expression(other, [&](Expression& each) {
        detail::rename_qualifiers(each, table.name, Identifier(""));
    });
    return other != table;
}

/// Under the new name in its own rules too, where it must be one of its own for SQLite.
Table renamed(Table table, const Identifier& name) {
    detail::for_each_expression(
        table, [&](Expression& each) { detail::rename_qualifiers(each, table.name, name); });
    table.name = name;
    return table;
}

std::string copy_rows(const Rebuild& rebuild) {
    std::string columns;
    std::string values;
    const auto add = [&](const std::string& column, const std::string& value) {
        columns += (columns.empty() ? "" : ", ") + column;
        values += (values.empty() ? "" : ", ") + value;
    };
    if (!rebuild.rowid.empty())
        add(ddl::quoted(Identifier(rowid_name(rebuild.after))), rebuild.rowid);
    for (const ColumnSource& source : rebuild.sources)
        add(ddl::quoted(source.column), copied_value(source, rebuild));
    return "INSERT OR ABORT INTO " + ddl::in_main(scratch_name(rebuild.number)) + " (" + columns +
           ") SELECT " + values + " FROM " + ddl::in_main(rebuild.before.name) + rebuild.joined +
           rebuild.order;
}

}  // namespace

std::string copied_value(const ColumnSource& source, const Rebuild& rebuild) {
    const auto alias = rowid_alias(rebuild.after);
    const bool becomes_rowid = alias && rebuild.after.columns[*alias].name == source.column &&
                               !carries_rowid(rebuild.before, rebuild.after);
    return becomes_rowid ? "ifnull(" + source.value + ", '')" : source.value;
}

Identifier scratch_name(std::int64_t number) {
    return Identifier(std::string_view("evolve_new_" + std::to_string(number)));
}

Rebuild rebuild_of(const TableChange& change, std::int64_t number) {
    Rebuild rebuild{
        .before = change.before(), .after = change.after(), .sources = change.sources()};
    rebuild.number = number;
    if (!carries_rowid(rebuild.before, rebuild.after)) return rebuild;
    const std::string rowid = ddl::quoted(rebuild.before.name) + "." + rowid_of(rebuild.before);
    const auto alias = rowid_alias(rebuild.after);
    if (!alias)
        rebuild.rowid = rowid;
    else
        std::ranges::find(rebuild.sources, rebuild.after.columns[*alias].name,
                          &ColumnSource::column)
            ->value = rowid;
    return rebuild;
}

std::vector<std::string> fill_scratch(const Rebuild& rebuild) {
    return {ddl::write(renamed(rebuild.after, scratch_name(rebuild.number))), copy_rows(rebuild)};
}

std::vector<std::string> carry_counter(const Rebuild& rebuild) {
    if (!autoincrements(rebuild.before) || !autoincrements(rebuild.after)) return {};
    const std::string scratch = ddl::string_literal(scratch_name(rebuild.number).view());
    return {"DELETE FROM main.sqlite_sequence WHERE name = " + scratch,
            "INSERT INTO main.sqlite_sequence (name, seq) SELECT " + scratch +
                ", seq FROM main.sqlite_sequence WHERE name = " +
                ddl::string_literal(rebuild.before.name.view())};
}

std::vector<std::string> take_place(const Rebuild& rebuild) {
    const std::string rename = "ALTER TABLE " + ddl::in_main(scratch_name(rebuild.number)) +
                               " RENAME TO " + ddl::quoted(rebuild.before.name);
    const std::string drop = "DROP TABLE " + ddl::in_main(rebuild.before.name);
    // Rules that name the table are rewritten by the modern rename alone, which in turn refuses
    // while a view or trigger names the table that is not there.
    if (names_itself(rebuild.after)) return {drop, rename};
    return {drop, "PRAGMA legacy_alter_table = 1", rename, "PRAGMA legacy_alter_table = 0"};
}

std::vector<std::string> make_dependants(const Schema& schema, const Identifier& table) {
    std::vector<std::string> statements;
    const auto position = schema.table(table);
    EVOLVE_INVARIANT(position.has_value());
    for (const Index& index : schema.indexes)
        if (index.table == table) statements.push_back(ddl::write(index, schema.tables[*position]));
    for (const Trigger& trigger : schema.triggers)
        if (trigger.table == table) statements.push_back(ddl::write(trigger));
    return statements;
}

std::vector<std::string> rebuild_statements(const TableChange& change, const Schema& after) {
    const Rebuild rebuild = rebuild_of(change, 1);
    std::vector<std::string> statements = fill_scratch(rebuild);
    const auto append = [&](std::vector<std::string> some) {
        std::ranges::move(some, std::back_inserter(statements));
    };
    append(carry_counter(rebuild));
    append(take_place(rebuild));
    append(make_dependants(after, change.after().name));
    return statements;
}

}  // namespace evolve
