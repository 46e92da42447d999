#include "prove/module_tables.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "evolve/base/invariant.hpp"
#include "evolve/ddl/parser.hpp"
#include "evolve/ddl/quote.hpp"

namespace evolve {
namespace {

bool takes_rows(const ModuleContent& content) {
    return content.copies || (content.kind == ModuleKind::fts5 && !content.columns.empty() &&
                              content.holding == Holding::index_alone);
}

Table as_table(const Identifier& name, const ModuleContent& content) {
    std::string columns;
    if (content.kind == ModuleKind::rtree)
        columns = ddl::quoted(content.key) + " INTEGER PRIMARY KEY";
    for (const Identifier& column : content.columns)
        columns += (columns.empty() ? "" : ", ") + ddl::quoted(column);
    auto table = ddl::parse_definition("CREATE TABLE " + ddl::quoted(name) + " (" + columns + ")");
    EVOLVE_INVARIANT(table.has_value());
    return std::get<Table>(std::move(*table));
}

/// A number that both kinds of R*Tree hold as it is, or nearly so: what they made of it is what
/// must stay.
Value bound(Chooser& chooser) {
    const auto number = static_cast<std::int64_t>(chooser.below(2'000'001)) - 1'000'000;
    if (chooser.one_in(2)) return number;
    return static_cast<double>(number) / 1024.0;
}

bool is_greater(const Value& a, const Value& b) {
    const auto number = [](const Value& value) {
        const auto* integer = std::get_if<std::int64_t>(&value);
        return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value);
    };
    return number(a) > number(b);
}

/// What SQL drops, renames or makes again is another one, and so is what it writes to, unless it
/// claims that nobody notices.
void take_out_written(const Sql& step, std::map<Identifier, ModuleTable>& there) {
    for (const DroppedObject& drop : step.yields.drops) there.erase(drop.name);
    for (const VirtualTable& made : step.yields.makes.virtual_tables) there.erase(made.name);
    for (const Table& made : step.yields.makes.tables) there.erase(made.name);
    if (claims_all(step)) return;
    for (const Identifier& table : step.yields.writes) there.erase(table);
}

}  // namespace

std::vector<ModuleTable> module_tables(const Schema& schema) {
    std::vector<ModuleTable> tables;
    for (const VirtualTable& each : schema.virtual_tables) {
        ModuleContent content = content_of(each);
        if (!takes_rows(content)) continue;
        Table table = as_table(each.name, content);
        tables.push_back({std::move(table), std::move(content)});
    }
    return tables;
}

std::optional<Table> table_like(const Schema& schema, const Identifier& name) {
    if (const auto position = schema.table(name)) return schema.tables[*position];
    for (ModuleTable& each : module_tables(schema))
        if (each.table.name == name) return std::move(each.table);
    return std::nullopt;
}

void order_bounds(RowsOf& rows, const ModuleContent& content, Chooser& chooser) {
    for (std::vector<Value>& row : rows.rows)
        for (std::size_t i = 0; i + 1 < content.coordinates; i += 2) {
            Value& low = row[i + 1];  // behind the key
            Value& high = row[i + 2];
            low = bound(chooser);
            high = bound(chooser);
            if (is_greater(low, high)) std::swap(low, high);
        }
}

std::vector<TableView> module_views(const Schema& schema) {
    std::vector<TableView> views;
    for (const ModuleTable& each : module_tables(schema)) {
        TableView view{each.table.name, {each.content.key}, false, false};
        if (each.content.holding == Holding::rows) {
            for (const Identifier& column : each.content.columns) view.columns.push_back(column);
            std::sort(view.columns.begin() + 1, view.columns.end());
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::vector<ModuleTable> lasting_tables(const std::vector<Step>& steps, const Schema& before) {
    std::map<Identifier, ModuleTable> there;
    std::map<Identifier, ModuleTable> aside;
    for (ModuleTable& each : module_tables(before)) there.emplace(each.table.name, each);
    for (const Step& step : steps) {
        if (const auto* sql = std::get_if<Sql>(&step.kind())) take_out_written(*sql, there);
        if (const auto* drop = std::get_if<DropVirtualTable>(&step.kind())) {
            auto gone = there.extract(drop->table);
            if (!gone.empty() && drop->keep) aside.insert(std::move(gone));
        }
        const auto* create = std::get_if<CreateVirtualTable>(&step.kind());
        if (create == nullptr) continue;
        const auto old = aside.extract(create->table.name);
        const ModuleContent content = content_of(create->table);
        if (!old.empty() && takes_rows_of(content, old.mapped().content))
            there.insert_or_assign(create->table.name,
                                   ModuleTable{as_table(create->table.name, content), content});
    }
    std::vector<ModuleTable> lasting;
    for (auto& [name, table] : there) lasting.push_back(std::move(table));
    return lasting;
}

void fill_indexes(sqlite::Connection& connection, const Schema& schema) {
    for (const VirtualTable& table : schema.virtual_tables)
        if (has_source(content_of(table), schema))
            connection.execute("INSERT INTO " + ddl::in_main(table.name) + " (" +
                               ddl::quoted(table.name) + ") VALUES ('rebuild')");
}

}  // namespace evolve
