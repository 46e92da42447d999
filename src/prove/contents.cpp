#include "evolve/prove/contents.hpp"

#include <algorithm>
#include <numeric>

#include "evolve/base/joined.hpp"
#include "evolve/ddl/quote.hpp"
#include "prove/module_tables.hpp"

namespace evolve {
namespace {

/// The name that tells the rows of the table apart; nothing where three columns hide the rowid.
std::optional<Identifier> key_of(const Table& table) {
    if (const auto alias = rowid_alias(table)) return table.columns[*alias].name;
    const std::string_view rowid = rowid_name(table);
    return rowid.empty() ? std::nullopt : std::optional(Identifier(rowid));
}

std::string query_of(const TableView& view) {
    const std::string columns =
        joined(view.columns, [](const Identifier& column) { return ddl::quoted(column); });
    std::string order = ddl::quoted(view.columns.front());
    if (view.by_all_columns)
        order = joined(view.columns, [](const Identifier& column) {
            return ddl::quoted(column) + " COLLATE BINARY";
        });
    return "SELECT " + columns + " FROM " + ddl::in_main(view.table) + " ORDER BY " + order;
}

std::vector<std::vector<Value>> all_values(sqlite::Connection& connection, const std::string& sql) {
    std::vector<std::vector<Value>> values;
    auto rows = connection.prepare(sql);
    while (rows.step()) {
        auto& row = values.emplace_back();
        for (int i = 0; i < rows.column_count(); ++i) row.push_back(rows.value(i));
    }
    return values;
}

std::vector<Value> settings_of(sqlite::Connection& connection) {
    std::vector<Value> settings;
    for (const char* pragma :
         {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA encoding", "PRAGMA page_size"})
        settings.push_back(all_values(connection, pragma).front().front());
    return settings;
}

/// Objects of neither evolve nor the graph: their definitions in the order of names.
std::string unmanaged_objects(sqlite::Connection& connection) {
    std::string text;
    for (const auto& row :
         all_values(connection,
                    "SELECT name, sql FROM main.sqlite_schema WHERE tbl_name LIKE "
                    "'un managed%' ORDER BY name"))
        for (const Value& value : row)
            if (const auto* part = std::get_if<Text>(&value)) text += std::string(*part) + "\n";
    return text;
}

std::vector<std::vector<Value>> counters_of(sqlite::Connection& connection,
                                            const std::vector<TableView>& views) {
    std::vector<std::vector<Value>> counters;
    const auto there =
        all_values(connection, "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_sequence'");
    if (there.empty()) return counters;
    const auto rows = all_values(connection, "SELECT name, seq FROM main.sqlite_sequence");
    for (const TableView& view : views)
        for (const auto& row : rows) {
            const auto* name = std::get_if<Text>(&row.front());
            if (view.counts && name != nullptr && Identifier(*name) == view.table)
                counters.push_back({row.back()});
        }
    return counters;
}

/// All but the rows.
Contents head_of(sqlite::Connection& connection, const std::vector<TableView>& views) {
    return {views,
            {},
            unmanaged_objects(connection),
            counters_of(connection, views),
            settings_of(connection)};
}

/// The places of a view's columns in another view of the table, whose rows come in the same order.
std::optional<std::vector<int>> columns_within(const TableView& part, const TableView& whole) {
    const bool same_order = !part.by_all_columns && !whole.by_all_columns &&
                            part.columns.front() == whole.columns.front();
    if (!same_order) return std::nullopt;
    std::vector<int> places;
    for (const Identifier& column : part.columns) {
        const auto found = std::ranges::find(whole.columns, column);
        if (found == whole.columns.end()) return std::nullopt;
        places.push_back(static_cast<int>(found - whole.columns.begin()));
    }
    return places;
}

std::string shown_key(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    return number == nullptr ? "?" : std::to_string(*number);
}

std::string in_text(const Identifier& name) { return std::string(name.view()); }

/// The first value of a view that differs, where both readings remember values.
std::optional<WrongValue> wrong_value(const TableView& view, const Rows& expected,
                                      const Rows& found) {
    const std::size_t rows = std::min(expected.values.size(), found.values.size());
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t i = 0; i < view.columns.size(); ++i)
            if (!identical(expected.values[row][i], found.values[row][i]))
                return WrongValue{in_text(view.table), shown_key(expected.values[row].front()),
                                  in_text(view.columns[i]), expected.values[row][i],
                                  found.values[row][i]};
    return std::nullopt;
}

}  // namespace

std::vector<TableView> views_of(const Schema& schema) {
    std::vector<TableView> views;
    for (const Table& table : schema.tables) {
        const auto key =
            table.without_rowid ? std::optional(primary_key(table).front()) : key_of(table);
        if (!key) continue;
        TableView view{table.name, {*key}, table.without_rowid};
        for (const Column& column : table.columns)
            if (column.name != *key) view.columns.push_back(column.name);
        std::sort(view.columns.begin() + 1, view.columns.end());
        views.push_back(std::move(view));
    }
    for (TableView& view : module_views(schema)) views.push_back(std::move(view));
    return views;
}

Contents read_contents(sqlite::Connection& connection, const std::vector<TableView>& views,
                       Detail detail) {
    Contents contents = head_of(connection, views);
    for (const TableView& view : views) {
        const std::string query = query_of(view);
        Rows rows{digest_rows(connection, query)};
        if (detail == Detail::values) rows.values = all_values(connection, query);
        contents.rows.push_back(std::move(rows));
    }
    return contents;
}

ContentsAndPart read_with_part(sqlite::Connection& connection, const std::vector<TableView>& whole,
                               const std::vector<TableView>& part, Detail detail) {
    if (detail == Detail::values)
        return {read_contents(connection, whole, detail), read_contents(connection, part, detail)};
    ContentsAndPart both{head_of(connection, whole), head_of(connection, part)};
    both.part.rows.resize(part.size());
    std::vector<bool> read(part.size());
    for (const TableView& view : whole) {
        const auto found = std::ranges::find(part, view.table, &TableView::table);
        const auto columns = found == part.end() ? std::nullopt : columns_within(*found, view);
        if (!columns) {
            both.whole.rows.push_back({digest_rows(connection, query_of(view))});
            continue;
        }
        const auto place = static_cast<std::size_t>(found - part.begin());
        read[place] = true;
        if (*found == view) {
            both.whole.rows.push_back({digest_rows(connection, query_of(view))});
            both.part.rows[place] = both.whole.rows.back();
            continue;
        }
        std::vector<int> all(view.columns.size());
        std::iota(all.begin(), all.end(), 0);
        auto digests = digest_parts(connection, query_of(view), {std::move(all), *columns});
        both.whole.rows.push_back({digests[0]});
        both.part.rows[place] = {digests[1]};
    }
    for (std::size_t i = 0; i < part.size(); ++i)
        if (!read[i]) both.part.rows[i] = {digest_rows(connection, query_of(part[i]))};
    return both;
}

std::optional<Breach> difference(Law law, const Contents& expected, const Contents& found) {
    for (std::size_t i = 0; i < expected.views.size(); ++i) {
        const Rows& before = expected.rows[i];
        const Rows& after = found.rows[i];
        if (before == after) continue;
        const std::string table = in_text(expected.views[i].table);
        if (before.digest.rows != after.digest.rows)
            return Breach{law, "table " + table + " has " + std::to_string(after.digest.rows) +
                                   " rows instead of " + std::to_string(before.digest.rows)};
        return Breach{law, "a value of table " + table + " is another",
                      wrong_value(expected.views[i], before, after)};
    }
    if (expected.unmanaged != found.unmanaged)
        return Breach{law, "an object that the graph does not manage is another"};
    if (expected.counters != found.counters)
        return Breach{law, "the AUTOINCREMENT counter of a table is another"};
    if (expected.settings != found.settings)
        return Breach{law, "user_version, application_id, encoding or page size is another"};
    return std::nullopt;
}

}  // namespace evolve
