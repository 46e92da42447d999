#include "evolve/introspect/objects.hpp"

#include <set>
#include <string>
#include <string_view>

#include "evolve/sqlite/failure.hpp"

namespace evolve::introspect {

namespace {

/// The tables in which the modules of virtual tables keep their content.
std::set<Identifier> shadow_tables(sqlite::Connection& connection) {
    std::set<Identifier> names;
    auto rows = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'");
    while (rows.step()) names.emplace(rows.text(0));
    return names;
}

/// A table that is listed as another, or what stands on one that is listed nowhere, be it in
/// another case: DROP TABLE would free the pages and leave the entry, so that another table gets
/// the same pages. SQLite's own checks do not look at it.
void refuse_listed_as_other(const std::vector<SchemaObject>& objects) {
    constexpr int sqlite_corrupt = 11;
    std::set<std::string_view> names;
    for (const SchemaObject& object : objects)
        if (object.type.view() == "table" || object.type.view() == "view")
            names.insert(object.name.view());
    for (const SchemaObject& object : objects) {
        const bool right = object.type.view() == "table" ? object.name.view() == object.table.view()
                                                         : names.contains(object.table.view());
        if (right) continue;
        throw sqlite::Failure(sqlite_corrupt,
                              std::string(object.type.view()) + " " +
                                  std::string(object.name.view()) + " is listed as " +
                                  std::string(object.table.view()) + " in sqlite_schema",
                              "SELECT name, tbl_name FROM sqlite_schema", sqlite::Where::current());
    }
}

}  // namespace

std::vector<SchemaObject> read_objects(sqlite::Connection& connection) {
    std::vector<SchemaObject> objects;
    bool has_virtual_table = false;
    auto rows = connection.prepare(
        "SELECT type, name, tbl_name, sql, rootpage FROM main.sqlite_schema ORDER BY rowid");
    while (rows.step()) {
        objects.push_back({Text(rows.text(0)), Identifier(rows.text(1)), Identifier(rows.text(2)),
                           Text(rows.text(3))});
        has_virtual_table |= rows.text(0) == "table" && rows.integer(4) == 0;
    }
    refuse_listed_as_other(objects);
    if (!has_virtual_table) return objects;
    const std::set<Identifier> shadows = shadow_tables(connection);
    std::erase_if(objects,
                  [&](const SchemaObject& object) { return shadows.contains(object.table); });
    return objects;
}

std::vector<SchemaObject> read_temporary_objects(sqlite::Connection& connection) {
    std::vector<SchemaObject> objects;
    auto rows = connection.prepare("SELECT type, name, tbl_name, sql FROM temp.sqlite_schema");
    while (rows.step())
        objects.push_back({Text(rows.text(0)), Identifier(rows.text(1)), Identifier(rows.text(2)),
                           Text(rows.text(3))});
    return objects;
}

}  // namespace evolve::introspect
