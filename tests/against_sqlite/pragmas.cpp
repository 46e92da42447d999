#include "against_sqlite/pragmas.hpp"

#include <algorithm>

#include "evolve/ddl/quote.hpp"
#include "evolve/ddl/writer.hpp"
#include "evolve/model/plain_strings.hpp"

namespace evolve {
namespace {

const std::string null = "(null)";

std::string text_of(sqlite::Statement& rows, int column) {
    return std::holds_alternative<Null>(rows.value(column)) ? null : std::string(rows.text(column));
}

Answer answer(sqlite::Connection& connection, const std::string& sql) {
    Answer all;
    auto rows = connection.prepare(sql);
    while (rows.step()) {
        Row& row = all.emplace_back();
        for (int i = 0; i < rows.column_count(); ++i) row.push_back(text_of(rows, i));
    }
    return all;
}

std::string number(std::size_t value) { return std::to_string(value); }
std::string flag(bool value) { return value ? "1" : "0"; }

/// SQLite shows the text of a default as it was written, without brackets around it.
std::string default_text(const Column& column, const Table& table) {
    const Column plain = with_plain_strings(column, table);
    const auto* rule = plain.rule<Default>();
    return rule == nullptr ? null : ddl::write(rule->value);
}

std::string hidden(const Column& column) {
    const auto* rule = column.rule<Generated>();
    if (rule == nullptr) return "0";
    return rule->storage == GeneratedStorage::stored ? "3" : "2";
}

std::string action_text(ForeignKeyAction action) {
    switch (action) {
        case ForeignKeyAction::restrict: return "RESTRICT";
        case ForeignKeyAction::set_null: return "SET NULL";
        case ForeignKeyAction::set_default: return "SET DEFAULT";
        case ForeignKeyAction::cascade: return "CASCADE";
        case ForeignKeyAction::unspecified:
        case ForeignKeyAction::no_action: break;
    }
    return "NO ACTION";
}

std::string name_of(const Identifier& name) { return std::string(name.view()); }

}  // namespace

std::string shown(const Answer& answer) {
    std::string text;
    for (const Row& row : answer) {
        for (const std::string& field : row) text += field + " | ";
        text += "\n";
    }
    return text;
}

Answers table_list(sqlite::Connection& connection, const Schema& schema) {
    Answer expected;
    for (const Table& table : schema.tables)
        expected.push_back({"main", name_of(table.name), "table", number(table.columns.size()),
                            flag(table.without_rowid), flag(table.strict)});
    for (const View& view : schema.views)
        expected.push_back({"main", name_of(view.name), "view", "", "0", "0"});
    for (const VirtualTable& table : schema.virtual_tables)
        expected.push_back({"main", name_of(table.name), "virtual", "", "0", "0"});
    Answer found =
        answer(connection,
               "SELECT schema, name, type, ncol, wr, strict FROM pragma_table_list "
               "WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%'");
    for (Row& row : found)
        if (row[2] != "table") row[3] = "";  // counted late, or known to the module alone
    std::ranges::sort(found);
    std::ranges::sort(expected);
    return {"table_list", std::move(found), std::move(expected)};
}

Answers table_xinfo(sqlite::Connection& connection, const Table& table) {
    const auto key = primary_key(table);
    Answer expected;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const auto place = std::ranges::find(key, column.name);
        const auto in_key =
            place == key.end() ? 0 : static_cast<std::size_t>(place - key.begin()) + 1;
        expected.push_back({number(i), name_of(column.name),
                            std::string(declared_type(column.type).view()),
                            flag(refuses_null(table, column)), default_text(column, table),
                            number(in_key), hidden(column)});
    }
    return {"table_xinfo",
            answer(connection, "PRAGMA main.table_xinfo(" + ddl::quoted(table.name) + ")"),
            std::move(expected)};
}

/// The last key comes first. MATCH is read and not kept.
Answers foreign_key_list(sqlite::Connection& connection, const Table& table) {
    Answer expected;
    auto keys = foreign_keys(table);
    std::ranges::reverse(keys);
    for (std::size_t id = 0; id < keys.size(); ++id)
        for (std::size_t i = 0; i < keys[id].columns.size(); ++i) {
            const ForeignKeyTarget& target = keys[id].target;
            const auto from = table.position_of(keys[id].columns[i]);
            expected.push_back(
                {number(id), number(i), name_of(target.parent), name_of(table.columns[*from].name),
                 target.columns.empty() ? null : name_of(target.columns[i]),
                 action_text(target.on_update), action_text(target.on_delete), "NONE"});
        }
    return {"foreign_key_list",
            answer(connection, "PRAGMA main.foreign_key_list(" + ddl::quoted(table.name) + ")"),
            std::move(expected)};
}

}  // namespace evolve
